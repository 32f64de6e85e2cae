import type { Environment } from '../config.ts';
import type { AnyServer } from '../define/server.ts';
import type { CommandLine } from './flags.ts';

/** The `doctor` command. */
export async function doctor(
  _server: AnyServer,
  _line: CommandLine,
  _environment: Environment,
): Promise<void> {}
