/** Changes of a client's configuration file: read, edited, checked, replaced in one step. */
import { type AnyServer, ConfigurationError, didYouMean } from '@patchbay/core';
import { clientFile, shortPath } from './client-paths.ts';
import { type Client, clients, type Level } from './clients.ts';
import { UsageError } from './flag-words.ts';
import type { CommandLine } from './flags.ts';
import type { Host } from './host.ts';
import { disabledBy, UnusableFile } from './merge.ts';
import { entryInJson } from './merge-json.ts';
import { entryInToml } from './merge-toml.ts';
import { readIfThere, replaceFile } from './replace-file.ts';

/** The client that is meant. @throws UsageError for words that name none, or more than one. */
export function clientIn(command: string, [name, ...rest]: readonly string[]): Client | undefined {
  if (name === undefined) return undefined;
  if (rest.length > 0) throw new UsageError(`${command} takes one client.`);
  const client = clients.find((candidate) => candidate.name === name);
  if (client !== undefined) return client;
  const names = clients.map((candidate) => candidate.name);
  throw new UsageError(
    `There is no client "${name}".${didYouMean(name, names)} Clients are: ${names.join(', ')}.`,
  );
}

/**
 * The file that the flags mean.
 *
 * @throws UsageError when the client keeps none of that level, or does not exist on this system.
 */
export function fileFor(client: Client, line: CommandLine, host: Host): string {
  if (line.has('for-user') && line.has('project'))
    throw new UsageError('Give --user or --project, not both.');
  const level = levelIn(client, line);
  const file = clientFile(client, host, level);
  if (file !== undefined) return file;
  if (client.files[level] !== undefined) throw new UsageError(`${client.title} is not known on this system.`);
  const flag = level === 'project' ? '--project' : '--user';
  const whose = level === 'project' ? 'a project' : 'a user';
  throw new UsageError(`${client.title} keeps no servers for ${whose} alone: leave ${flag} out.`);
}

function levelIn(client: Client, line: CommandLine): Level {
  if (line.has('project')) return 'project';
  return line.has('for-user') ? 'user' : client.usual;
}

/** How the file of a client was changed. */
export interface FileChange {
  /** Whether it holds another text now. */
  readonly changed: boolean;
  /** Its name, and that of the copy of what was there, as people write them. */
  readonly shown: string;
  readonly kept: string | undefined;
  /** The text of the file now. */
  readonly text: string;
}

/**
 * Edits a client's file, and keeps a copy of what was there.
 *
 * @throws ConfigurationError for a file that cannot be read, understood or written; nothing is changed then.
 */
export async function editFile(
  file: string,
  host: Host,
  edit: (before: string | undefined) => string | undefined,
): Promise<FileChange> {
  const shown = shortPath(file, host);
  try {
    const before = await readIfThere(file);
    const after = edit(before);
    if (after === undefined || after === before) {
      return { changed: false, shown, kept: undefined, text: before ?? '' };
    }
    const backup = await replaceFile(file, after);
    return { changed: true, shown, kept: backup && shortPath(backup, host), text: after };
  } catch (error) {
    throw fileError(error, shown);
  }
}

/** Says that the client does not use an entry that is there, and why; nothing when it does. */
export function disabledNote(server: AnyServer, client: Client, text: string): readonly string[] {
  const name = `patchbay-${server.name}`;
  const entry = (client.format === 'toml' ? entryInToml : entryInJson)(text, client, name);
  const reason = entry === undefined ? undefined : disabledBy(entry);
  if (reason === undefined) return [];
  return [
    `${client.title} does not use the entry, since it says "${reason}": take that out, or switch it on there.`,
  ];
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
