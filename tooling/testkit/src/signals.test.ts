/** Holds that every signal that ends a server lets the calls in flight finish, over HTTP as on stdio. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { messagesIn, spawnHttp, spawnServer } from './spawn.ts';

const binary = fileURLToPath(import.meta.resolve('./spawn-fixture/bin.ts'));
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const wait = { name: 'wait', arguments: { ms: 20 } };

it.each(signals)('%s ends a server on stdio after the answers that are nearly there', async (signal) => {
  await using server = spawnServer(binary);
  const id = server.request('tools/call', wait);
  await server.says('waiting');
  server.kill(signal);
  expect(await server.exit).toMatchObject({ code: 0, signal: null });
  expect(messagesIn(server.stdout()).find((message) => message.id === id)?.result).toBeDefined();
});

it.each(signals)('%s ends a server over HTTP after the answers that are nearly there', async (signal) => {
  await using server = await spawnHttp(binary);
  const answer = fetch(new URL('/mcp', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: wait }),
  });
  await server.says('waiting');
  server.kill(signal);
  expect(await (await answer).json()).toMatchObject({ id: 1, result: { structuredContent: { done: true } } });
  expect(await server.exit).toMatchObject({ code: 0, signal: null });
  expect(server.stderr()).toContain(`"signal":"${signal}"`);
});

it('the signal that would open the inspector of Node.js opens none', async () => {
  await using server = await spawnHttp(binary);
  server.kill('SIGUSR1');
  const answer = await fetch(new URL('/healthz', server.url));
  expect(answer.status).toBe(200);
  server.kill('SIGTERM');
  expect(await server.exit).toMatchObject({ code: 0, signal: null });
  expect(server.stderr()).not.toContain('Debugger');
});
