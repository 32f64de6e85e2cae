import type { AnyServer } from '@patchbay/core';
import { resolveSelection } from '@patchbay/core/engine';
import { askUrl } from './ask-url.ts';
import { entryFor } from './client-entry.ts';
import { clientIn, disabledNote, editFile, fileFor } from './client-file.ts';
import { clientFile, isFound, shortPath } from './client-paths.ts';
import { type Client, clients } from './clients.ts';
import { UsageError } from './flag-words.ts';
import type { CommandLine } from './flags.ts';
import { programName } from './help.ts';
import type { Host } from './host.ts';
import { mergeJson, printJson, removeFromJson } from './merge-json.ts';
import { mergeToml, printToml, removeFromToml } from './merge-toml.ts';
import { readIfThere } from './replace-file.ts';
import { columns, painter } from './text.ts';

/**
 * The `connect` command: writes this server into the configuration of an MCP client and keeps all else that is there,
 * or lists the clients when none is named.
 *
 * @throws UsageError for an unknown client or an unfitting flag; ConfigurationError for a file that cannot be
 * understood, which is then not written; ToolError for an unknown toolset or tool.
 */
export async function connect(server: AnyServer, line: CommandLine, host: Host): Promise<void> {
  const client = clientIn('connect', line.operands);
  if (client === undefined) {
    host.stdout.write(clientList(server, host));
    return;
  }
  resolveSelection(server, line.selection);
  const entry = entryFor(server, client, line, host);
  const file = fileFor(client, line, host);
  const url = line.text('url');
  const doubts = url === undefined ? [] : await askUrl(server, url, line.all('header'), host);
  const isToml = client.format === 'toml';
  if (line.has('print')) {
    host.stdout.write(isToml ? printToml(client, entry) : printJson(client, entry));
    host.stderr.write(remarks([`This belongs in ${shortPath(file, host)}.`, ...entry.notes, ...doubts]));
    return;
  }
  const merge = isToml ? mergeToml : mergeJson;
  const { changed, shown, kept, text } = await editFile(file, host, (before = '') =>
    merge(before, client, entry),
  );
  const copy = kept === undefined ? '' : ` What was there is in ${kept}.`;
  const outcome = changed
    ? `Wrote ${entry.name} to ${shown}.${copy} ${client.next}`
    : `${shown} is already up to date.`;
  host.stdout.write(remarks([outcome, ...entry.notes, ...disabledNote(server, client, text), ...doubts]));
}

/**
 * The `disconnect` command: takes this server's entry out of the configuration of an MCP client, and nothing else.
 *
 * @throws UsageError for an unknown client; ConfigurationError for a file that cannot be understood.
 */
export async function disconnect(server: AnyServer, line: CommandLine, host: Host): Promise<void> {
  const client = clientIn('disconnect', line.operands);
  if (client === undefined) {
    throw new UsageError(
      `Name the client: disconnect <client>. Clients are: ${clients.map(({ name }) => name).join(', ')}.`,
    );
  }
  const name = programName(server);
  const remove = client.format === 'toml' ? removeFromToml : removeFromJson;
  const file = fileFor(client, line, host);
  const { changed, shown, kept } = await editFile(file, host, (before) =>
    before === undefined ? undefined : remove(before, client, name),
  );
  const copy = kept === undefined ? '' : ` What was there is in ${kept}.`;
  if (changed) host.stdout.write(remarks([`Took ${name} out of ${shown}.${copy} ${client.next}`]));
  else
    host.stdout.write(
      remarks([
        `${name} is not in ${shown}, so nothing was changed.`,
        ...(await elsewhere(client, name, file, host)),
      ]),
    );
}

/** Where else the entry is, with the flag that reaches it. */
async function elsewhere(client: Client, name: string, file: string, host: Host): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [level, flag] of [
    ['user', '--user'],
    ['project', '--project'],
  ] as const) {
    const other = clientFile(client, host, level);
    if (other === undefined || other === file) continue;
    const text = await readIfThere(other).catch(() => undefined);
    // only a hint, so that a file in any form will do
    if (text?.includes(name)) found.push(`It is in ${shortPath(other, host)}: give ${flag}.`);
  }
  return found;
}

function clientList(server: AnyServer, host: Host): string {
  const paint = painter(host);
  const rows = columns(
    clients.map((client) => {
      const file = clientFile(client, host);
      return [
        `  ${client.name}`,
        client.title,
        isFound(client, host) ? 'found' : 'not found',
        file === undefined ? '' : shortPath(file, host),
      ];
    }),
  );
  return `${[paint('bold', 'Clients:'), ...rows, '', `Next: ${programName(server)} connect <client>`].join('\n')}\n`;
}

function remarks(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
