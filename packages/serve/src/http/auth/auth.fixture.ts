/** Keys for tests, and a server that asks for them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createRuntime } from '../../runtime.ts';
import { startHttp } from '../run.ts';
import type { KeyRecord } from './key-record.ts';
import type { KeyStore } from './key-store.ts';
import { digestToken, mintToken } from './key-token.ts';
import { vault } from './vault.fixture.ts';

/** A file for keys, in a folder that goes with the test. */
export function keysFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'keys.json');
}

/** Makes a key that may do everything, unless said otherwise. */
export async function addKey(
  store: KeyStore,
  parts: Partial<KeyRecord> = {},
): Promise<{ readonly id: string; readonly token: string }> {
  const server = parts.server ?? 'vault';
  const { id, token } = mintToken(server);
  await store.add({
    id,
    server,
    name: 'test',
    user: 'ada',
    tenant: 'acme',
    role: 'keeper',
    scopes: ['vault:read', 'vault:write', 'vault:gold'],
    digest: digestToken(token, undefined),
    created_at: '2026-01-01T00:00:00.000Z',
    ...parts,
  });
  return { id, token };
}

/** Serves the vault on a free port of this machine. */
export async function serveVault(environment: Readonly<Record<string, string>>) {
  const runtime = await createRuntime(vault(), {
    environment: { PATCHBAY_ADDRESS_LIMIT: '0', ...environment },
    selection: {},
    demo: false,
    transport: 'http',
    logLevel: 'silent',
  });
  const server = await startHttp(runtime, { host: '127.0.0.1', port: 0, allowUnauthenticated: false });
  return {
    url: server.origin,
    async [Symbol.asyncDispose]() {
      await server.drain(0);
      await runtime.close(100);
    },
  };
}

/** The header that shows a key. */
export function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}
