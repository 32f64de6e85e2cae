import type { Environment } from '../config.ts';
import type { AnyServer } from '../define/server.ts';
import type { CommandLine } from './flags.ts';

/** The `connect` command. */
export async function connect(
  _server: AnyServer,
  _line: CommandLine,
  _environment: Environment,
): Promise<void> {}
