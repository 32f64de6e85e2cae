import { type AnyServer, ConfigurationError, didYouMean } from '@patchbay/core';
import { resolveSelection } from '@patchbay/core/engine';
import { type Entry, entryFor } from './client-entry.ts';
import { clientFile, isFound, shortPath } from './client-paths.ts';
import { type Client, clients } from './clients.ts';
import { type CommandLine, UsageError } from './flags.ts';
import { programName } from './help.ts';
import type { Host } from './host.ts';
import { UnusableFile } from './merge.ts';
import { mergeJson, printJson } from './merge-json.ts';
import { mergeToml, printToml } from './merge-toml.ts';
import { readIfThere, replaceFile } from './replace-file.ts';
import { columns, painter } from './text.ts';

/**
 * The `connect` command: writes this server into the configuration of an MCP client and keeps all else that is there,
 * or lists the clients when none is named.
 *
 * @throws UsageError for an unknown client or an unfitting flag; ConfigurationError for a file that cannot be
 * understood, which is then not written; ToolError for an unknown toolset or tool.
 */
export async function connect(server: AnyServer, line: CommandLine, host: Host): Promise<void> {
  const [name, ...rest] = line.operands;
  if (name === undefined) {
    host.stdout.write(clientList(server, host));
    return;
  }
  if (rest.length > 0) throw new UsageError('connect takes one client.');
  const client = clientNamed(name);
  resolveSelection(server, line.selection);
  const entry = entryFor(server, client, line, host);
  const file = clientFile(client, host);
  if (file === undefined) throw new UsageError(`${client.title} is not known on this system.`);
  if (line.has('print')) {
    host.stdout.write(client.format === 'toml' ? printToml(client, entry) : printJson(client, entry));
    host.stderr.write(remarks([`This belongs in ${shortPath(file, host)}.`, ...entry.notes]));
    return;
  }
  const outcome = await write(client, entry, file, host);
  host.stdout.write(remarks([outcome, ...entry.notes]));
}

function clientNamed(name: string): Client {
  const client = clients.find((candidate) => candidate.name === name);
  if (client !== undefined) return client;
  const names = clients.map((candidate) => candidate.name);
  throw new UsageError(
    `There is no client "${name}".${didYouMean(name, names)} Clients are: ${names.join(', ')}.`,
  );
}

async function write(client: Client, entry: Entry, file: string, host: Host): Promise<string> {
  const shown = shortPath(file, host);
  try {
    const before = await readIfThere(file);
    const merge = client.format === 'toml' ? mergeToml : mergeJson;
    const after = merge(before ?? '', client, entry);
    if (after === before) return `${shown} is already up to date.`;
    const backup = await replaceFile(file, after);
    const kept = backup === undefined ? '' : ` What was there is in ${shortPath(backup, host)}.`;
    return `Wrote ${entry.name} to ${shown}.${kept} ${client.next}`;
  } catch (error) {
    throw fileError(error, shown);
  }
}

function fileError(error: unknown, shown: string): unknown {
  if (error instanceof UnusableFile) {
    const remedy =
      error.remedy ?? 'Mend the file, or run the command with --print and add the entry by hand.';
    return new ConfigurationError(`${shown}: ${error.message} Nothing was written. ${remedy}`);
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return new ConfigurationError(
      `${shown} cannot be read or written (${error.code}). Check its permissions, or run the command with --print.`,
    );
  }
  return error;
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
