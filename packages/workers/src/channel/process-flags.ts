import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChannelOptions } from './channel.ts';

/** The rest of the limit is left to what lives outside of the JavaScript heap. */
const HEAP_SHARE = 0.75;

/** The flags of Node.js under which a child process runs. */
export function processFlags({ entry, memoryMb, rights }: ChannelOptions): readonly string[] {
  const flags = [
    `--max-old-space-size=${Math.max(16, Math.floor(memoryMb * HEAP_SHARE))}`,
    '--disallow-code-generation-from-strings',
    '--no-warnings',
  ];
  if (rights === undefined) return flags;
  const { read = [], write = [], addons = false } = rights;
  return [
    ...flags,
    '--permission',
    ...[codeFolder(fileURLToPath(entry)), ...read].map((path) => `--allow-fs-read=${path}`),
    ...write.map((path) => `--allow-fs-write=${path}`),
    ...(addons ? ['--allow-addons'] : []),
  ];
}

/** Where a child's code lies: its bundle's folder, or the whole checkout when it runs from source. */
function codeFolder(entry: string): string {
  return entry.endsWith('.ts') ? join(import.meta.dirname, '../../../..') : dirname(entry);
}
