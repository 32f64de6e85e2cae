import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createUpstream } from './client.ts';
import {
  connect,
  countSchema,
  noAbort,
  readText,
  sendJson,
  startServer,
  toolErrorOf,
} from './local-server.fixture.ts';
import { parseTolerantJson } from './parse-json.ts';

const get = { path: 'items', schema: countSchema };

describe('getJson', () => {
  it('sends the canonical query below the base path, secrets last, with static and own headers', async () => {
    const headers: Record<string, unknown>[] = [];
    const server = await startServer((request, response) => {
      headers.push(request.headers);
      sendJson(response, { n: 1 });
    });
    const { upstream } = connect(`${server.url}/v1/`, {
      headers: { 'User-Agent': 'patchbay-test', 'X-Kind': 'static' },
      secretQuery: { apikey: 'k' },
    });
    const result = await upstream.getJson({
      ...get,
      query: { b: 'x y', a: 1 },
      headers: { 'x-kind': 'own' },
      signal: noAbort(),
    });
    expect(result).toEqual({ value: { n: 1 }, age_ms: 0, stale: false, from: 'network' });
    expect(server.seen).toEqual(['GET /v1/items?a=1&b=x+y&apikey=k']);
    expect(headers[0]).toMatchObject({
      'user-agent': 'patchbay-test',
      'x-kind': 'own',
      accept: 'application/json',
    });
  });

  it('reads an answer with bare nan when told how to parse', async () => {
    const server = await startServer((_request, response) => response.end('{"t":[1.5,nan]}'));
    const { upstream } = connect(server.url, { parse: parseTolerantJson });
    const schema = z.object({ t: z.array(z.number().nullable()) });
    const { value } = await upstream.getJson({ path: 'items', schema, signal: noAbort() });
    expect(value).toEqual({ t: [1.5, null] });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('decompresses %s', async (encoding, compress) => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(compress('{"n":5}'));
    });
    const { upstream } = connect(server.url);
    expect((await upstream.getJson({ ...get, signal: noAbort() })).value).toEqual({ n: 5 });
  });

  it.each([
    ['an unknown coding', 'zebra', Buffer.from('{"n":5}')],
    ['a body that does not decompress', 'gzip', Buffer.from('{"n":5}')],
  ])('takes %s for an unexpected form', async (_what, encoding, body) => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(body);
    });
    const { upstream } = connect(server.url);
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error).toMatchObject({ code: 'unavailable', message: 'shop-api answered in an unexpected form.' });
  });

  it('stops reading an answer past its size bound and drops the connection', async () => {
    const { promise: dropped, resolve } = Promise.withResolvers<void>();
    let written = 0;
    const server = await startServer((_request, response) => {
      response.on('close', resolve);
      const chunk = 'x'.repeat(64 * 1024);
      const more = (): void => {
        written += chunk.length;
        if (!response.destroyed) response.write(chunk, () => setImmediate(more));
      };
      more();
    });
    const { upstream } = connect(server.url, { maxBodyBytes: 100_000 });
    expect(await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }))).toMatchObject({
      code: 'too_large',
    });
    await dropped;
    expect(written).toBeLessThan(50 * 1024 * 1024);
  });

  it('refuses an answer that decompresses past the bound', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('0'.repeat(5_000_000)));
    });
    const { upstream } = connect(server.url, { maxBodyBytes: 100_000 });
    expect(await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }))).toMatchObject({
      code: 'too_large',
    });
  });

  it('does not follow a redirect, which would carry the credential elsewhere', async () => {
    const server = await startServer((request, response) => {
      if (request.url === '/items') response.writeHead(302, { location: '/elsewhere' }).end();
      else sendJson(response, { n: 1 });
    });
    const { upstream } = connect(server.url);
    await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(server.seen).toEqual(['GET /items']);
  });
});

describe('sendJson', () => {
  it('sends a JSON body and returns the status with the checked answer', async () => {
    const bodies: unknown[] = [];
    const server = await startServer(async (request, response) => {
      bodies.push([request.headers['content-type'], await readText(request)]);
      sendJson(response, { n: 2 }, 201);
    });
    const { upstream } = connect(server.url);
    const result = await upstream.sendJson({
      method: 'POST',
      path: ['items'],
      body: { n: 2 },
      schema: countSchema,
      signal: noAbort(),
    });
    expect(result).toEqual({ value: { n: 2 }, status: 201 });
    expect(bodies).toEqual([['application/json', '{"n":2}']]);
  });

  it('accepts an empty answer where the schema does', async () => {
    const server = await startServer((_request, response) => response.writeHead(204).end());
    const { upstream } = connect(server.url);
    const result = await upstream.sendJson({
      method: 'DELETE',
      path: ['items', '7'],
      schema: z.undefined(),
      signal: noAbort(),
    });
    expect(result).toEqual({ value: undefined, status: 204 });
  });
});

describe('spans and events', () => {
  it('wraps each attempt in a span that may add headers', async () => {
    let calls = 0;
    const traces: unknown[] = [];
    const server = await startServer((request, response) => {
      traces.push(request.headers['traceparent']);
      calls += 1;
      sendJson(response, { n: 1 }, calls === 1 ? 503 : 200);
    });
    const spans: unknown[] = [];
    const { upstream } = connect(server.url, {
      startSpan: ({ attempt, operation }) => ({
        headers: { traceparent: `00-${attempt}` },
        end: (outcome, status) => spans.push([operation, attempt, outcome, status]),
      }),
    });
    await upstream.getJson({ ...get, operation: 'count', signal: noAbort() });
    expect(traces).toEqual(['00-1', '00-2']);
    expect(spans).toEqual([
      ['count', 1, 'status', 503],
      ['count', 2, 'ok', 200],
    ]);
  });

  it('keeps serving when a listener throws', async () => {
    const server = await startServer((_request, response) => sendJson(response, { n: 1 }));
    const warned = once(process, 'warning');
    const { upstream } = connect(server.url, {
      onEvent: () => {
        throw new Error('broken listener');
      },
    });
    expect((await upstream.getJson({ ...get, signal: noAbort() })).value).toEqual({ n: 1 });
    expect(await warned).toMatchObject([{ message: 'broken listener' }]);
  });
});

describe('health', () => {
  it('knows nothing before the first answer, then follows the traffic', async () => {
    let status = 200;
    const server = await startServer((_request, response) => sendJson(response, { n: 1 }, status));
    const { upstream } = connect(server.url, { clock: () => Date.parse('2026-03-01T12:00:00Z') });
    expect(upstream.health()).toMatchObject({ name: 'shop-api', status: 'unknown', circuit: 'closed' });
    await upstream.getJson({ ...get, signal: noAbort() });
    expect(upstream.health()).toMatchObject({ status: 'up', last_success_at: '2026-03-01T12:00:00.000Z' });
    status = 404;
    await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(upstream.health().status).toBe('up');
    status = 500;
    await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(upstream.health()).toMatchObject({ status: 'degraded', last_error_code: 'unavailable' });
    status = 200;
    await upstream.getJson({ ...get, signal: noAbort() });
    expect(upstream.health().status).toBe('up');
  });
});

describe('close', () => {
  it('fails what is under way, and everything after', async () => {
    const { promise: arrived, resolve } = Promise.withResolvers<void>();
    const { promise: dropped, resolve: drop } = Promise.withResolvers<void>();
    const server = await startServer((_request, response) => {
      response.on('close', drop);
      resolve();
    });
    const { upstream } = connect(server.url);
    const pending = toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    await arrived;
    await upstream.close();
    expect(await pending).toMatchObject({ code: 'unavailable', message: 'This server is shutting down.' });
    await dropped;
    const late = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(late.message).toBe('This server is shutting down.');
    expect(server.seen).toHaveLength(1);
  });

  it('is harmless before the first request and when repeated', async () => {
    const upstream = createUpstream({ name: 'shop-api', baseUrl: 'http://127.0.0.1:1' });
    await upstream.close();
    await upstream.close();
    expect(await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }))).toMatchObject({
      code: 'unavailable',
    });
  });

  it('leaves nothing that keeps a process alive', async () => {
    const server = await startServer((_request, response) => sendJson(response, { n: 1 }));
    const script = `
      import { z } from 'zod';
      import { createUpstream } from ${JSON.stringify(new URL('./client.ts', import.meta.url).href)};
      const upstream = createUpstream({ name: 'shop-api', baseUrl: ${JSON.stringify(server.url)} });
      const { value } = await upstream.getJson({
        path: 'items', schema: z.object({ n: z.number() }), signal: new AbortController().signal,
      });
      await upstream.close();
      const handles = process.getActiveResourcesInfo().filter((name) => /TCP|Timeout|TLS/.test(name));
      process.stdout.write(JSON.stringify({ value, handles }));`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: new URL('.', import.meta.url),
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 100_000,
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(JSON.parse(output)).toEqual({ value: { n: 1 }, handles: [] });
  });
});
