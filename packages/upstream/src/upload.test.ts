import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { connect, countSchema, noAbort, startServer, toolErrorOf } from './local-server.fixture.ts';

const text = 'every word of it. '.repeat(1_000);

describe('an upload', () => {
  const put = { path: 'file', method: 'PUT', contentType: 'application/pdf', schema: countSchema } as const;

  async function receiver(fail = 0) {
    const got: { headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
    const server = await startServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      got.push({ headers: request.headers, body });
      response.writeHead(got.length <= fail ? 503 : 200).end('{"n":1}');
    });
    return { got, ...connect(server.url) };
  }

  async function* pieces(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const part of parts) yield Buffer.from(part);
  }

  it('of bytes arrives with its type and length, and is repeated where that is harmless', async () => {
    const { got, upstream } = await receiver(1);
    const content = Buffer.from(text);
    const sent = await upstream.sendBytes({ ...put, content, idempotent: true, signal: noAbort() });
    expect(sent).toEqual({ status: 200, value: { n: 1 } });
    expect(got).toHaveLength(2);
    expect(got[1]?.body).toBe(text);
    expect(got[1]?.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': `${content.length}`,
      accept: 'application/json',
    });
  });

  it('of pieces arrives chunked, or with the length that is known', async () => {
    const { got, upstream } = await receiver();
    await upstream.sendBytes({ ...put, content: pieces('ab', 'cd'), signal: noAbort() });
    await upstream.sendBytes({ ...put, content: pieces('ab', 'cd'), contentLength: 4, signal: noAbort() });
    expect(got.map(({ body }) => body)).toEqual(['abcd', 'abcd']);
    expect(got[0]?.headers['transfer-encoding']).toBe('chunked');
    expect(got[1]?.headers['content-length']).toBe('4');
  });

  it('of pieces is sent once', async () => {
    const { got, upstream } = await receiver(1);
    const error = await toolErrorOf(
      upstream.sendBytes({ ...put, content: pieces('ab'), idempotent: true, signal: noAbort() }),
    );
    expect(error.code).toBe('unavailable');
    expect(got).toHaveLength(1);
  });

  it('passes on the error of its own source, and blames nobody else', async () => {
    const { upstream } = await receiver();
    const broken = new Error('the disk went away');
    async function* content(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('ab');
      throw broken;
    }
    const failed = upstream.sendBytes({ ...put, content: content(), signal: noAbort() });
    await expect(failed).rejects.toBe(broken);
    expect(upstream.health().status).toBe('unknown');
  });

  it('is cancelled with its socket', async () => {
    const controller = new AbortController();
    const server = await startServer((request) => {
      request.on('data', () => controller.abort());
    });
    const { upstream } = connect(server.url);
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        yield Buffer.alloc(1_000);
        await sleep(1);
      }
    }
    const error = await toolErrorOf(
      upstream.sendBytes({ ...put, content: endless(), signal: controller.signal }),
    );
    expect(error.code).toBe('cancelled');
  });
});
