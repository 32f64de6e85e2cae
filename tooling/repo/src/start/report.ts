/** A running server as the report shows it. */
export interface Running {
  readonly name: string;
  readonly url: string;
  readonly live: boolean;
  /** Why it has no live data. */
  readonly reason?: string;
  /** The port that it has in every example, where another program has taken that. */
  readonly missedPort?: number;
  /** Whether callers must show a key. */
  readonly needsKey: boolean;
  readonly tools: number;
  readonly tokens: number;
}

/** What `pnpm start` prints once everything runs; `seconds` is how long that took. */
export function startReport(servers: readonly Running[], seconds: number): string {
  const head = ['server', 'url', 'data', 'access', 'tools', 'tokens'];
  const rows = servers.map(({ name, url, live, needsKey, tools, tokens }) => [
    name,
    url,
    live ? 'live' : 'demo',
    needsKey ? 'key required' : 'open here',
    `${tools}`,
    tokens.toLocaleString('en-US'),
  ]);
  const remarks = servers.flatMap(remarksOn);
  return [
    ...columns([head, ...rows]),
    '',
    ...(remarks.length > 0 ? [...remarks, ''] : []),
    'Claude Code:',
    ...servers.map(
      ({ name, url, needsKey }) =>
        `  claude mcp add --transport http ${name} ${url}${needsKey ? ` --header "${keyHeader}"` : ''}`,
    ),
    'Cursor (.cursor/mcp.json):',
    `  ${JSON.stringify({ mcpServers: entries(servers, (server) => ({ url: server.url, ...headersOf(server) })) })}`,
    'VS Code (.vscode/mcp.json):',
    `  ${JSON.stringify({ servers: entries(servers, (server) => ({ type: 'http', url: server.url, ...headersOf(server) })) })}`,
    '',
    `Ready after ${seconds.toFixed(1)} s. Ctrl-C stops everything.`,
    '',
  ].join('\n');
}

const keyHeader = 'Authorization: Bearer <key>';

function headersOf({ needsKey }: Running): object {
  return needsKey ? { headers: { Authorization: 'Bearer <key>' } } : {};
}

function remarksOn({ name, url, live, reason, missedPort, needsKey }: Running): readonly string[] {
  const program = `node servers/${name}/src/bin.ts`;
  return [
    ...(live || reason === undefined ? [] : [`${name} answers with demo data: ${reason}.`]),
    ...(missedPort === undefined
      ? []
      : [
          `${name} is not where it belongs: another program has port ${missedPort}, so it listens on ${url}.`,
        ]),
    ...(needsKey
      ? [
          `${name} asks every caller for a key, since there are keys on this machine: \`${program} keys list\` shows them, \`${program} keys create --name me\` makes one, and PATCHBAY_AUTH=none before \`pnpm start\` serves this machine without.`,
        ]
      : []),
  ];
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
