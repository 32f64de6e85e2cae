import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Place } from './matrix-client.ts';

const execute = promisify(execFile);
const printedResult = z.object({ result: z.record(z.string(), z.unknown()) });

/**
 * Sends one request with the command line of the MCP Inspector and returns the result it prints.
 *
 * @throws Error with its output when it exits with anything but 0.
 */
export async function inspect(
  place: Place,
  era: 'legacy' | 'modern',
  args: readonly string[],
): Promise<unknown> {
  const home = await mkdtemp(join(tmpdir(), 'inspector-'));
  try {
    const target =
      place.transport === 'http'
        ? [place.url.href, '--transport', 'http']
        : [process.execPath, place.binary, ...place.args];
    const settings = place.transport === 'http' ? [] : Object.entries(place.env).flatMap(toFlag);
    const { stdout } = await execute(
      process.execPath,
      [launcher(), '--cli', ...target, ...settings, '--protocol-era', era, '--format', 'json', '-q', ...args],
      { env: { PATH: process.env['PATH'], HOME: home }, maxBuffer: 16_777_216 },
    );
    return printedResult.parse(JSON.parse(stdout)).result;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function launcher(): string {
  const manifest = createRequire(import.meta.url).resolve('@modelcontextprotocol/inspector/package.json');
  return join(manifest, '../clients/launcher/build/index.js');
}

function toFlag([name, value]: readonly [string, string]): string[] {
  return ['-e', `${name}=${value}`];
}
