import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { connect, countSchema, noAbort, startServer, toolErrorOf } from './local-server.fixture.ts';

const get = { path: 'file' };
const text = 'every word of it. '.repeat(1_000);

async function readAll(body: ReadableStream<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

function pdf(response: ServerResponse, headers: Record<string, string> = {}): ServerResponse {
  return response.writeHead(200, { 'content-type': 'application/pdf', ...headers });
}

/** Both ways to download, as one that gives the content whole. */
const ways = [
  [
    'bytes',
    async ({ upstream }: ReturnType<typeof connect>, request: Parameters<typeof upstream.getBytes>[0]) => {
      const { bytes, ...facts } = await upstream.getBytes(request);
      return { ...facts, content: Buffer.from(bytes).toString() };
    },
  ],
  [
    'a stream',
    async ({ upstream }: ReturnType<typeof connect>, request: Parameters<typeof upstream.getStream>[0]) => {
      const { body, ...facts } = await upstream.getStream(request);
      return { ...facts, content: await readAll(body) };
    },
  ],
] as const;

describe.each(ways)('as %s', (_name, download) => {
  it.each([
    ['as sent', Buffer.from(text), {}],
    ['gzip', gzipSync(text), { 'content-encoding': 'gzip' }],
    ['br', brotliCompressSync(text), { 'content-encoding': 'br' }],
    ['empty', Buffer.alloc(0), {}],
  ])('content comes decompressed: %s', async (name, body, headers) => {
    const server = await startServer((_request, response) => pdf(response, headers).end(body));
    const found = await download(connect(server.url), { ...get, signal: noAbort() });
    expect(found).toEqual({
      status: 200,
      contentType: 'application/pdf',
      charset: undefined,
      fileName: 'file',
      content: name === 'empty' ? '' : text,
    });
  });

  it('a declared size over the limit is refused before the body comes', async () => {
    const server = await startServer((_request, response) => {
      pdf(response, { 'content-length': '1000001' }).flushHeaders();
    });
    const error = await toolErrorOf(
      download(connect(server.url), { ...get, signal: noAbort(), maxBytes: 1_000_000 }),
    );
    expect(error).toMatchObject({ code: 'too_large' });
    expect(error.message).toBe('The content from shop-api is larger than this server accepts.');
  });

  it('an undeclared size is refused while it is read', async () => {
    const server = await startServer((_request, response) => {
      pdf(response);
      const more = (): void => {
        while (response.write(Buffer.alloc(1_000)));
        response.once('drain', more);
      };
      more();
    });
    const error = await toolErrorOf(
      download(connect(server.url), { ...get, signal: noAbort(), maxBytes: 100_000 }),
    );
    expect(error.code).toBe('too_large');
  });

  it.each([
    ['what it expands to', gzipSync(Buffer.alloc(10_000_000))],
    ['what is sent', Buffer.concat(Array.from({ length: 10_000 }, () => gzipSync('')))],
  ])('a compressed body is limited by %s', async (_what, body) => {
    const server = await startServer((_request, response) =>
      pdf(response, { 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' }).end(body),
    );
    const error = await toolErrorOf(
      download(connect(server.url), { ...get, signal: noAbort(), maxBytes: 100_000 }),
    );
    expect(error.code).toBe('too_large');
  });

  it.each(['gzip', 'zstd'])('a body that is not in its coding is a worded failure: %s', async (coding) => {
    const server = await startServer((_request, response) =>
      pdf(response, { 'content-encoding': coding }).end(text),
    );
    const error = await toolErrorOf(download(connect(server.url), { ...get, signal: noAbort() }));
    expect(error).toMatchObject({
      code: 'unavailable',
      message: 'shop-api answered in an unexpected form.',
    });
  });

  it('a failure before the first byte is retried', async () => {
    const server = await startServer((_request, response) => {
      if (server.seen.length === 1) response.socket?.destroy();
      else if (server.seen.length === 2) response.writeHead(503).end();
      else pdf(response).end(text);
    });
    const found = await download(connect(server.url), { ...get, signal: noAbort() });
    expect(found.content).toBe(text);
    expect(server.seen).toHaveLength(3);
  });

  it('cancelling ends the socket', async () => {
    const controller = new AbortController();
    const closed = Promise.withResolvers<void>();
    const server = await startServer((_request, response) => {
      response.on('close', closed.resolve);
      pdf(response).write('the beginning');
      setTimeout(() => controller.abort(), 20);
    });
    const error = await toolErrorOf(download(connect(server.url), { ...get, signal: controller.signal }));
    expect(error.code).toBe('cancelled');
    await closed.promise;
  });

  it('the budget ends it', async () => {
    const server = await startServer((_request, response) => pdf(response).write('the beginning'));
    const late = await toolErrorOf(
      download(connect(server.url), { ...get, signal: noAbort(), budgetMs: 50 }),
    );
    expect(late.code).toBe('timeout');
  });

  it('closing the upstream ends it', async () => {
    const asked = Promise.withResolvers<void>();
    const server = await startServer((_request, response) => {
      pdf(response).write('the beginning', () => asked.resolve());
    });
    const rig = connect(server.url);
    const error = toolErrorOf(download(rig, { ...get, signal: noAbort(), budgetMs: 20_000 }));
    await asked.promise;
    await rig.upstream.close();
    expect((await error).code).toBe('unavailable');
  });

  it('its outages open the circuit of the JSON calls', async () => {
    const server = await startServer((_request, response) => response.writeHead(500).end());
    const rig = connect(server.url, { breaker: { volumeThreshold: 2 } });
    await toolErrorOf(download(rig, { ...get, signal: noAbort() }));
    await toolErrorOf(download(rig, { ...get, signal: noAbort() }));
    const error = await toolErrorOf(rig.upstream.getJson({ ...get, schema: countSchema, signal: noAbort() }));
    expect(error.message).toContain('has been failing');
    expect(server.seen).toHaveLength(2);
  });
});

it('whole content that breaks off is asked for again', async () => {
  const server = await startServer((_request, response) => {
    pdf(response, { 'content-length': `${text.length}` });
    if (server.seen.length > 1) response.end(text);
    else response.write(text.slice(0, 100), () => response.socket?.destroy());
  });
  const { bytes } = await connect(server.url).upstream.getBytes({ ...get, signal: noAbort() });
  expect(Buffer.from(bytes).toString()).toBe(text);
});

describe('a stream', () => {
  it('that breaks off after its first byte fails in its body, unrepeated, and counts as an outage', async () => {
    const server = await startServer((_request, response) => {
      pdf(response).write('the beginning');
      setTimeout(() => response.socket?.destroy(), 20);
    });
    const { upstream, events } = connect(server.url, { breaker: { volumeThreshold: 2 } });
    const { body } = await upstream.getStream({ ...get, signal: noAbort() });
    expect((await toolErrorOf(readAll(body))).code).toBe('network_error');
    expect(server.seen).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'stream', outcome: 'network', bytes: 13 });
    expect(upstream.health().last_error_code).toBe('network_error');
  });

  it('reads no faster than its reader', async () => {
    let sent = 0;
    const server = await startServer((_request, response) => {
      pdf(response);
      const more = (): void => {
        while (sent < 64_000_000) {
          sent += 64_000;
          if (!response.write(Buffer.alloc(64_000))) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    const { upstream } = connect(server.url);
    const { body } = await upstream.getStream({ ...get, signal: noAbort(), maxBytes: 100_000_000 });
    const reader = body.getReader();
    await reader.read();
    // what the sockets of both sides hold fills up, and then nothing moves
    for (let before = -1; before !== sent; await sleep(100)) before = sent;
    expect(sent).toBeLessThan(32_000_000);
    await reader.cancel();
  });

  it('that is left early closes its socket', async () => {
    const closed = Promise.withResolvers<void>();
    const server = await startServer((_request, response) => {
      response.on('close', closed.resolve);
      pdf(response).write('the beginning');
    });
    const { upstream, events } = connect(server.url);
    const { body } = await upstream.getStream({ ...get, signal: noAbort() });
    for await (const piece of body) {
      expect(Buffer.from(piece).toString()).toBe('the beginning');
      break;
    }
    await closed.promise;
    expect(events.at(-1)).toMatchObject({ type: 'stream', outcome: 'cancelled', bytes: 13 });
  });

  it('that nobody reads frees its socket with its budget', async () => {
    const closed = Promise.withResolvers<void>();
    const server = await startServer((_request, response) => {
      if (server.seen.length === 2) response.on('close', closed.resolve);
      pdf(response).write('the beginning');
    });
    const { upstream } = connect(server.url);
    // connected first, so that the budget has only an answer to wait for
    await (await upstream.getStream({ ...get, signal: noAbort() })).body.cancel();
    const { body } = await upstream.getStream({ ...get, signal: noAbort(), budgetMs: 1_000 });
    await closed.promise;
    expect((await toolErrorOf(readAll(body))).code).toBe('timeout');
  });
});

it('a download whose signal is already aborted asks for nothing', async () => {
  const server = await startServer((_request, response) => response.end());
  const { upstream } = connect(server.url);
  const signal = AbortSignal.abort();
  expect((await toolErrorOf(upstream.getBytes({ ...get, signal }))).code).toBe('cancelled');
  expect((await toolErrorOf(upstream.getStream({ ...get, signal }))).code).toBe('cancelled');
  expect(server.seen).toEqual([]);
});
