import { expect, it } from 'vitest';
import { connect, countSchema, noAbort, sendJson, startServer, toolErrorOf } from './local-server.fixture.ts';
import { startProxy } from './proxy.fixture.ts';

const get = { path: 'items', schema: countSchema };

it('goes through the proxy with its credential', async () => {
  const server = await startServer((_request, response) => sendJson(response, { n: 1 }));
  const proxy = await startProxy();
  const url = proxy.url.replace('//', '//user:secret@');
  const { upstream } = connect(server.url, { proxy: { url } });
  expect((await upstream.getJson({ ...get, signal: noAbort() })).value).toEqual({ n: 1 });
  const credential = Buffer.from('user:secret').toString('base64');
  expect(proxy.seen).toEqual([`GET ${server.url}/items Basic ${credential}`]);
});

it.each(['127.0.0.1', '*', 'other.example, 127.0.0.1'])(
  'goes straight to a host that NO_PROXY names: %s',
  async (noProxy) => {
    const server = await startServer((_request, response) => sendJson(response, { n: 1 }));
    const proxy = await startProxy();
    const { upstream } = connect(server.url, { proxy: { url: proxy.url, noProxy } });
    expect((await upstream.getJson({ ...get, signal: noAbort() })).value).toEqual({ n: 1 });
    expect(proxy.seen).toEqual([]);
  },
);

it('asks for a tunnel to an https host and reports a refusal as a network error', async () => {
  const proxy = await startProxy();
  const { upstream } = connect('https://api.example', { proxy: { url: proxy.url }, maxAttempts: 1 });
  const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
  expect(proxy.seen).toEqual(['CONNECT api.example:443']);
  expect(error.code).toBe('network_error');
});

it.each(['proxy.example:3128', 'u:sesame@proxy', ''])(
  'refuses a proxy that is no http URL, unrepeated: %j',
  (url) => {
    expect(() => connect('http://127.0.0.1:9', { proxy: { url } })).toThrow(
      'The proxy for shop-api must be an http or https URL, such as http://proxy.example:3128.',
    );
  },
);

it('ignores the proxy variables of the environment', async () => {
  const server = await startServer((_request, response) => sendJson(response, { n: 1 }));
  const proxy = await startProxy();
  const before = process.env['HTTP_PROXY'];
  process.env['HTTP_PROXY'] = proxy.url;
  try {
    const { upstream } = connect(server.url);
    await upstream.getJson({ ...get, signal: noAbort() });
  } finally {
    if (before === undefined) delete process.env['HTTP_PROXY'];
    else process.env['HTTP_PROXY'] = before;
  }
  expect(proxy.seen).toEqual([]);
});
