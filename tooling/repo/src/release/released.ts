import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runProgram } from '../check/program.ts';
import { readIfThere } from '../workspace.ts';
import { type Contract, contractOf } from './contract.ts';

/** What a server was when it was last versioned; lives in its `released.gen.json`. */
export interface Released {
  readonly version: string;
  /** SHA-256 over the names and bytes of its bundle. */
  readonly bundle: string;
  readonly contract: Contract;
}

const file = 'released.gen.json';
const shape = z.object({ version: z.string(), bundle: z.string(), contract: z.unknown() });

/** Reads what a server was at its last release; undefined before the first one. */
export function readReleased(folder: string): Released | undefined {
  const text = readIfThere(join(folder, file));
  if (text === undefined) return undefined;
  const { contract, ...rest } = shape.parse(JSON.parse(text));
  return { ...rest, contract: contractOf(contract) };
}

/** Notes what a server is now as what is released. */
export function writeReleased(folder: string, released: Released): void {
  writeFileSync(join(folder, file), `${JSON.stringify(released)}\n`);
}

/**
 * Builds a server and returns the digest of its bundle.
 *
 * @throws Error when it does not build.
 */
export async function bundleDigest(folder: string): Promise<string> {
  const { status, output } = await runProgram(folder, [process.execPath, 'build.config.ts']);
  if (status !== 0) throw new Error(`${folder} does not build:\n${output}`);
  const hash = createHash('sha256');
  for (const path of globSync('dist/**/*', { cwd: folder }).sort()) {
    if (!statSync(join(folder, path)).isFile()) continue;
    hash.update(`${path}\0`).update(readFileSync(join(folder, path)));
  }
  return hash.digest('hex');
}
