import { fileURLToPath } from 'node:url';
import { startCollector } from '@patchbay/observability/testing';
import { describe, expect, it } from 'vitest';
import { envelope, messagesIn, type SpawnOptions, spawnServer, strayLines } from './spawn.ts';

const binary = fileURLToPath(import.meta.resolve('./spawn-fixture/bin.ts'));
const spawn = (options?: SpawnOptions) => spawnServer(binary, options);
const call = (name: string, args: object) => ({ name, arguments: args });

describe('standard output carries the protocol alone', () => {
  it.each(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])(
    'at log level %s',
    async (level) => {
      await using server = spawn({ env: { PATCHBAY_LOG_LEVEL: level } });
      await server.ask('server/discover');
      await server.ask('tools/list');
      const answer = await server.ask('tools/call', call('print', { text: 'stray' }));
      expect(answer.result?.['structuredContent']).toEqual({ done: true });
      server.hangUp();
      await server.exit;
      expect(server.stdout()[0]).toBe('{');
      expect(strayLines(server.stdout())).toEqual([]);
      expect(messagesIn(server.stdout())).toHaveLength(3);
      for (const way of ['early', 'log', 'info', 'raw']) expect(server.stderr()).toContain(`${way} stray`);
    },
  );

  it.each(['timer', 'promise'])('when a handler crashes the process from a %s', async (how) => {
    await using server = spawn();
    server.request('tools/call', call('crash', { how }));
    const { code } = await server.exit;
    expect(code).toBe(1);
    expect(server.stdout()).toBe('');
    const fatal: unknown = JSON.parse(server.stderr());
    expect(fatal).toMatchObject({ level: 'fatal', msg: 'crashed' });
  });

  it('when the client speaks the protocol of 2025', async () => {
    await using server = spawn({ env: { PATCHBAY_LOG_LEVEL: 'trace' } });
    server.send(
      JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: {
          protocolVersion: '2025-11-25',
          capabilities: {},
          clientInfo: { name: 'old', version: '1' },
        },
      }),
    );
    expect((await server.answer(1)).result).toMatchObject({ protocolVersion: '2025-11-25' });
    expect(strayLines(server.stdout())).toEqual([]);
  });

  it('when it is asked for help about a wrong setting', async () => {
    await using server = spawn({ env: { FIXTURE_MODE: 'baroque' } });
    const { code } = await server.exit;
    expect(code).toBe(2);
    expect(server.stdout()).toBe('');
    expect(server.stderr()).toContain('FIXTURE_MODE: must be one of plain, fancy');
  });
});

describe('what clients send', () => {
  it('is answered after a malformed line', async () => {
    await using server = spawn();
    await server.ask('tools/list');
    for (const line of ['not json', '{"jsonrpc":"2.0"', '[]', '42', '', '{"jsonrpc":"1.0","id":7}'])
      server.send(line);
    const answer = await server.ask('tools/call', call('print', { text: 'after' }));
    expect(answer.result?.['isError']).toBeUndefined();
    expect(strayLines(server.stdout())).toEqual([]);
  });

  it('is answered in a line of eight megabytes', async () => {
    await using server = spawn();
    const answer = await server.ask('tools/call', call('print', { text: 'x'.repeat(8_000_000) }));
    expect(answer.result?.['structuredContent']).toEqual({ done: true });
  });

  it('is refused in a line beyond every bound, and the next one is answered', async () => {
    await using server = spawn();
    const answer = await server.ask('tools/call', call('print', { text: 'x'.repeat(20_000_000) }));
    expect(answer.error).toMatchObject({ code: -32_600, message: expect.stringContaining('bytes') });
    expect((await server.ask('tools/list')).result).toBeDefined();
    expect(strayLines(server.stdout())).toEqual([]);
  });

  it('is answered without a line break at its end', async () => {
    await using server = spawn();
    server.sendRaw(
      JSON.stringify({ jsonrpc: '2.0', id: 'last', method: 'tools/list', params: { _meta: envelope() } }),
    );
    server.hangUp();
    await server.exit;
    expect(messagesIn(server.stdout())).toMatchObject([{ id: 'last', result: {} }]);
  });

  it('is answered within the drain time when the input ends at once', async () => {
    await using server = spawn();
    const id = server.request('tools/call', call('wait', { ms: 1000 }));
    server.hangUp();
    await server.exit;
    const answer = messagesIn(server.stdout()).find((message) => message.id === id);
    expect(answer?.result?.['structuredContent']).toEqual({ done: true });
  });

  it('is answered although the client has hung up already', async () => {
    await using server = spawn();
    const ids = [
      server.request('tools/list'),
      server.request('tools/call', call('wait', { ms: 20 })),
      server.request('tools/call', call('print', { text: 'last words' })),
    ];
    server.hangUp();
    await server.exit;
    const answered = messagesIn(server.stdout()).map((message) => message.id);
    expect(answered.toSorted()).toEqual(ids);
  });
});

describe('the end', () => {
  it('comes with the end of the input, with the span of the call cut off already sent', async () => {
    const collector = await startCollector();
    await using server = spawn({
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, PATCHBAY_DRAIN_MS: '50' },
    });
    server.request('tools/call', call('wait', { ms: 600_000 }));
    await server.says('waiting');
    server.hangUp();
    expect((await server.exit).code).toBe(0);
    expect(server.stderr()).toContain('told to stop');
    expect(collector.spans().map((span) => span.name)).toContain('tools/call wait');
    await collector.close();
  });

  it.each([
    ['a second signal', 'SIGTERM'],
    ['a signal after the client has hung up', undefined],
  ] as const)('comes at %s, whatever runs', async (_when, first) => {
    await using server = spawn({ env: { PATCHBAY_DRAIN_MS: '600000', PATCHBAY_LOG_LEVEL: 'debug' } });
    server.request('tools/call', call('wait', { ms: 600_000 }));
    await server.says('waiting');
    if (first === undefined) server.hangUp();
    else server.kill(first);
    await server.says('"msg":"ending"');
    server.kill('SIGTERM');
    expect((await server.exit).code).toBe(0);
    expect(server.stderr()).toContain('told to stop');
  });

  it('does not wait for a subscription', async () => {
    await using server = spawn();
    await server.ask('tools/list');
    server.request('subscriptions/listen', { notifications: { toolsListChanged: true }, _meta: envelope() });
    server.hangUp();
    expect((await server.exit).code).toBe(0);
  });
});
