import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another server of the protocol with the benchmark's one tool. */
export interface Peer {
  /** The package that serves. */
  readonly name: string;
  /** The version that is installed. */
  readonly version: string;
  /** What Node runs; the port comes after it as the last word. None needs a handshake or a session. */
  readonly args: readonly string[];
  /** The revisions of whose call it answers with the right value; it refuses the others with 400. */
  readonly eras: readonly ('2026-07-28' | '2025-11-25')[];
}

const both = ['2026-07-28', '2025-11-25'] as const;
const legacy = ['2025-11-25'] as const;

/**
 * The peers, as installed.
 *
 * @throws Error when they are not; call `installPeers` and import this module after it.
 */
export const peers: readonly Peer[] = [
  peer('tmcp', 'tmcp', both),
  peer('@modelcontextprotocol/fastify', 'sdk-fastify', both),
  peer('@modelcontextprotocol/express', 'sdk-express', both),
  peer('@modelcontextprotocol/hono', 'sdk-hono', both),
  peer('mcp-handler', 'mcp-handler', both),
  peer('fastmcp', 'fastmcp', legacy),
  peer('@modelcontextprotocol/sdk', 'sdk-v1', legacy),
  peer('xmcp', 'xmcp', both),
  peer('@cyanheads/mcp-ts-core', 'cyanheads', legacy),
];

function peer(name: string, file: string, eras: Peer['eras']): Peer {
  return {
    name,
    version: versionOf(name),
    args: [join(import.meta.dirname, `servers/${file}.ts`)],
    eras,
  };
}

/** Read from the file, since not every package exports its own. */
function versionOf(name: string): string {
  const path = join(import.meta.dirname, 'node_modules', name, 'package.json');
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const version: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
  if (typeof version !== 'string') throw new Error(`${path} names no version.`);
  return version;
}
