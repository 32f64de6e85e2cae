import { homedir } from 'node:os';
import type { Environment } from '../config.ts';

/** Where a command writes; a part of Node's standard output. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** What commands know of the process and the machine; tests hand in their own. */
export interface Host {
  readonly environment: Environment;
  readonly platform: NodeJS.Platform;
  /** The home directory. */
  readonly home: string;
  /** The working directory. */
  readonly directory: string;
  /** The running program's file. */
  readonly entry: string;
  /** The Node.js executable and its version, without the `v`. */
  readonly node: { readonly path: string; readonly version: string };
  readonly stdout: Output;
  readonly stderr: Output;
  now(): Date;
}

/** The machine this process runs on. */
export function processHost(environment: Environment): Host {
  return {
    environment,
    platform: process.platform,
    home: homedir(),
    directory: process.cwd(),
    entry: process.argv[1] ?? '',
    node: { path: process.execPath, version: process.versions.node },
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(),
  };
}
