import type { AnyServer } from '../define/server.ts';
import type { CommandLine } from './flags.ts';

/** The `list` command. */
export async function list(_server: AnyServer, _line: CommandLine): Promise<void> {}
