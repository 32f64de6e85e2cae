import { resolve } from 'node:path';
import type { AnyServer } from '@patchbay/core';
import { parseEnvironment } from '../config.ts';
import { type CommandLine, UsageError } from './flags.ts';
import type { Host } from './host.ts';

/**
 * The `backup` and `restore` commands.
 *
 * @throws UsageError without a file, or for a server that keeps nothing; ConfigurationError when the store refuses.
 */
export async function archive(
  server: AnyServer,
  command: 'backup' | 'restore',
  { operands }: CommandLine,
  host: Host,
): Promise<void> {
  if (server.archive === undefined)
    throw new UsageError(`The ${server.name} server keeps no data to ${command}.`);
  const [file, surplus] = operands;
  if (file === undefined || surplus !== undefined) throw new UsageError(`Name one file: ${command} <file>.`);
  const config = parseEnvironment(server.config, host.environment, `${server.name.toUpperCase()}_`);
  const said = await server.archive[command](config, resolve(host.directory, file));
  host.stdout.write(`${said}\n`);
}
