import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { conformanceServer } from './conformance-server/server.ts';
import { type ClientKind, clientKinds } from './connect.ts';
import { clientMatrix } from './matrix.ts';
import { type MatrixClient, openMatrixClient } from './matrix-client.ts';
import { spawnHttp } from './spawn.ts';

const pathOf = (module: string) => fileURLToPath(new URL(module, import.meta.url));

clientMatrix(conformanceServer, pathOf('conformance-server/bin.ts'), {
  success: { tool: 'test_x_mcp_header', args: { region: 'eu-west', note: 'ß ≠ ss' } },
  failure: { tool: 'test_error_handling', args: {}, code: 'conflict' },
  resource: 'test://template/42/data',
  prompt: { name: 'test_prompt_with_arguments', args: { arg1: 'one', arg2: 'two' } },
  completion: { ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' }, name: 'arg1', value: 'pa' },
});

interface Stage extends AsyncDisposable {
  readonly client: MatrixClient;
  /** What the server has written to standard error. */
  log(): string;
}

/** Starts the misbehaving server as a process and connects a client to it. */
async function start(kind: ClientKind, transport: 'http' | 'stdio'): Promise<Stage> {
  const binary = pathOf('spawn-fixture/bin.ts');
  if (transport === 'stdio') {
    const client = await openMatrixClient(kind, { transport, binary, args: [], env: {} });
    return { client, log: client.stderr, [Symbol.asyncDispose]: () => client[Symbol.asyncDispose]() };
  }
  const server = await spawnHttp(binary);
  const client = await openMatrixClient(kind, { transport, url: server.url });
  return {
    client,
    log: server.stderr,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe.each(['http', 'stdio'] as const)('a call over %s', (transport) => {
  it.each(clientKinds)('reports its progress to %s', async (kind) => {
    await using stage = await start(kind, transport);
    const progress: number[] = [];
    await stage.client.call('wait', { ms: 100 }, { onprogress: (step) => progress.push(step.progress) });
    expect(progress).toEqual([1, 2]);
  });

  it.each(clientKinds)('is told to stop when %s cancels it or goes away', async (kind) => {
    await using stage = await start(kind, transport);
    const controller = new AbortController();
    const call = stage.client.call('wait', { ms: 600_000 }, { signal: controller.signal });
    call.catch(() => undefined);
    await expect.poll(stage.log).toContain('"msg":"waiting"');
    controller.abort();
    await expect(call).rejects.toThrow();
    // without a session the 2025 protocol has no way from a cancellation to the request it names
    if (transport === 'http' && kind !== 'v2-auto') {
      await sleep(300);
      expect(stage.log()).not.toContain('told to stop');
      await stage.client[Symbol.asyncDispose]();
    }
    await expect.poll(stage.log).toContain('told to stop');
  });
});
