/** A running server as the report shows it. */
export interface Running {
  readonly name: string;
  readonly url: string;
  readonly live: boolean;
  /** Why it has no live data. */
  readonly reason?: string;
  readonly tools: number;
  readonly tokens: number;
}

/** What `pnpm start` prints once everything runs. */
export function startReport(servers: readonly Running[]): string {
  const head = ['server', 'url', 'data', 'tools', 'tokens'];
  const rows = servers.map(({ name, url, live, tools, tokens }) => [
    name,
    url,
    live ? 'live' : 'demo',
    `${tools}`,
    tokens.toLocaleString('en-US'),
  ]);
  const remarks = servers.flatMap(({ name, live, reason }) =>
    live || reason === undefined ? [] : [`${name} answers with demo data: ${reason}.`],
  );
  return [
    ...columns([head, ...rows]),
    '',
    ...(remarks.length > 0 ? [...remarks, ''] : []),
    'Claude Code:',
    ...servers.map(({ name, url }) => `  claude mcp add --transport http ${name} ${url}`),
    'Cursor (.cursor/mcp.json):',
    `  ${JSON.stringify({ mcpServers: entries(servers, ({ url }) => ({ url })) })}`,
    'VS Code (.vscode/mcp.json):',
    `  ${JSON.stringify({ servers: entries(servers, ({ url }) => ({ type: 'http', url })) })}`,
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}

function entries(servers: readonly Running[], entry: (server: Running) => object): object {
  return Object.fromEntries(servers.map((server) => [server.name, entry(server)]));
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
