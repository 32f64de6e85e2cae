import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { refusedAddresses } from './guard/corpus.fixture.ts';
import { answering, hello, noSuchHost, reader, refusalOf, site, toldOf } from './guarded.fixture.ts';
import { listen, noAbort, startServer, toolErrorOf } from './local-server.fixture.ts';
import { startProxy } from './proxy.fixture.ts';

describe('an address that is allowed', () => {
  it('is read whole', async () => {
    const { url, guard } = await site(hello);
    const { web } = reader({ guard });
    const found = await web.bytes({ url: `${url}/a/page.html?b=c#d`, signal: noAbort() });
    expect(Buffer.from(found.bytes).toString()).toBe('<p>hello');
    expect(found).toMatchObject({
      url: `${url}/a/page.html?b=c`,
      status: 200,
      contentType: 'text/html',
      charset: 'utf-8',
      fileName: 'page.html',
    });
  });

  it('is read in pieces', async () => {
    const { url, guard } = await site(hello);
    const { body, ...facts } = await reader({ guard }).web.stream({ url, signal: noAbort() });
    expect(await new Response(body).text()).toBe('<p>hello');
    expect(facts.url).toBe(`${url}/`);
  });

  it.each([
    [401, 'permission_denied'],
    [403, 'permission_denied'],
    [404, 'not_found'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [304, 'unavailable'],
  ])('answers %i as %s', async (status, code) => {
    const { url, guard } = await site((_request, response) => response.writeHead(status).end('secret text'));
    const error = await toolErrorOf(reader({ guard, maxAttempts: 1 }).web.bytes({ url, signal: noAbort() }));
    expect(error.code).toBe(code);
    expect(toldOf(error).join(' ')).not.toMatch(/secret|127|operator must/);
  });

  it('is held to its size and its budget', async () => {
    const { url, guard } = await site((request, response) => {
      if (request.url === '/big') response.end(Buffer.alloc(2_000));
    });
    const { web } = reader({ guard });
    const big = await toolErrorOf(web.bytes({ url: `${url}/big`, maxBytes: 1_000, signal: noAbort() }));
    expect(big.code).toBe('too_large');
    const late = await toolErrorOf(web.bytes({ url, budgetMs: 50, signal: noAbort() }));
    expect(late.code).toBe('timeout');
  });

  it('is not read any more once the reader is closed', async () => {
    const { url, guard, seen } = await site(hello);
    const { web } = reader({ guard });
    await web.close();
    expect((await toolErrorOf(web.bytes({ url, signal: noAbort() }))).code).toBe('unavailable');
    expect(seen).toEqual([]);
  });
});

describe('an address that is refused', () => {
  it('is told in one closed sentence for each reason, which names nothing', async () => {
    const { web, events } = reader({ guard: { allow: 'public' } });
    const sentences = new Map<string, string>();
    for (const { reason, address } of refusedAddresses()) {
      const error = await toolErrorOf(web.bytes({ url: address, signal: noAbort() }));
      const told = toldOf(error).join(' ');
      expect(sentences.get(reason) ?? told, address).toBe(told);
      sentences.set(reason, told);
      expect(refusalOf(error).reason).toBe(reason);
      expect(events.at(-1)).toMatchObject({ type: 'guard', reason });
    }
    expect([...sentences.keys()].sort()).toEqual([
      'credentials',
      'malformed',
      'not_public',
      'port',
      'protocol',
    ]);
    expect([...sentences.values()].join(' ')).not.toMatch(/\d|loopback|private|metadata|resolv/i);
  });

  it('is refused as a stream too', async () => {
    const { web } = reader({ guard: { allow: 'public' } });
    const error = await toolErrorOf(web.stream({ url: 'http://127.1/', signal: noAbort() }));
    expect(error.code).toBe('permission_denied');
  });

  it('tells a name that is private, one that is not there and one with no address alike', async () => {
    const answers = [
      ['10.0.0.5'],
      ['127.0.0.1'],
      ['169.254.169.254'],
      ['8.8.8.8', '10.0.0.5'],
      noSuchHost(),
      [],
    ];
    const told: string[] = [];
    for (const answer of answers) {
      const { resolve } = answering(answer);
      const { web } = reader({ guard: { allow: 'public' }, resolve });
      const error = await toolErrorOf(web.bytes({ url: 'http://db.example.org/', signal: noAbort() }));
      told.push(toldOf(error).join(' '));
      expect(refusalOf(error).message).toContain('db.example.org');
    }
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toMatch(/^permission_denied That host does not exist or is not on the public internet\./);
  });

  it('tells nothing of whether somebody listens there', async () => {
    const { port, seen } = await startServer(hello);
    const told: string[] = [];
    for (const at of [port, 1]) {
      const { resolve } = answering(['127.0.0.1']);
      const { web } = reader({ guard: { allow: 'public', ports: [at] }, resolve });
      for (const host of ['127.0.0.1', 'a.example.org']) {
        const error = await toolErrorOf(web.bytes({ url: `http://${host}:${at}/`, signal: noAbort() }));
        told.push(toldOf(error).join(' '));
      }
    }
    expect(new Set(told).size).toBe(1);
    expect(seen).toEqual([]);
  });
});

describe('a name', () => {
  it('is resolved once for a connection, which goes to the answer that was checked', async () => {
    const { guard, named, seen } = await site((_request, response) => {
      response.writeHead(200, { connection: 'close' }).end('x');
    });
    // the second answer is what a rebinding attack would switch to between a check and a connection
    const { asked, resolve } = answering(['127.0.0.1'], ['127.0.0.2']);
    const { web } = reader({ guard, resolve });
    await web.bytes({ url: named, signal: noAbort() });
    expect(asked).toEqual(['page.example.org']);
    const error = await toolErrorOf(web.bytes({ url: named, signal: noAbort() }));
    expect(refusalOf(error)).toMatchObject({ reason: 'not_public', detail: 'loopback' });
    expect(asked).toHaveLength(2);
    expect(seen).toHaveLength(1);
  });

  it('keeps its own name in the Host header', async () => {
    const hosts: (string | undefined)[] = [];
    const { guard, named, port } = await site((request, response) => {
      hosts.push(request.headers.host);
      response.end('x');
    });
    const { web } = reader({ guard, resolve: answering(['127.0.0.1']).resolve });
    await web.bytes({ url: named.replace('org', 'org.'), signal: noAbort() });
    expect(hosts).toEqual([`page.example.org:${port}`]);
  });

  it('stays the name that a certificate must be for', async () => {
    const server = createServer();
    const greeted = once(server, 'connection').then(async ([socket]: Socket[]) => {
      const [hello]: Buffer[] = socket ? await once(socket, 'data') : [];
      socket?.destroy();
      return hello?.toString('latin1');
    });
    const port = await listen(server);
    const { web } = reader({
      guard: { allow: [`page.example.org:${port}`], networks: ['127.0.0.1'] },
      resolve: answering(['127.0.0.1']).resolve,
      maxAttempts: 1,
    });
    const url = `https://page.example.org:${port}/`;
    expect((await toolErrorOf(web.bytes({ url, signal: noAbort() }))).code).toBe('network_error');
    expect(await greeted).toContain('page.example.org');
  });

  it('is not asked for again when it is refused', async () => {
    const { asked, resolve } = answering(['10.0.0.1'], ['8.8.8.8']);
    const { web } = reader({ guard: { allow: 'public' }, resolve });
    await toolErrorOf(web.bytes({ url: 'http://a.example.org/', signal: noAbort() }));
    expect(asked).toHaveLength(1);
  });
});

describe('with a proxy', () => {
  it('addresses, names and ports are checked here, and nobody resolves but the proxy', async () => {
    const proxy = await startProxy();
    const { web } = reader({ guard: { allow: 'public' }, proxy: { url: proxy.url } });
    const refused = refusedAddresses().filter(({ reason }) => reason === 'not_public');
    for (const { address } of refused) {
      await toolErrorOf(web.bytes({ url: address, signal: noAbort() }));
    }
    expect(proxy.seen).toEqual([]);
    await toolErrorOf(web.bytes({ url: 'https://a.example.org/', signal: noAbort() }));
    expect(proxy.seen).toContain('CONNECT a.example.org:443');
  });

  it('hosts that NO_PROXY names are connected to as checked', async () => {
    const proxy = await startProxy();
    const { resolve } = answering(['10.0.0.5']);
    const { web } = reader({
      guard: { allow: 'public' },
      proxy: { url: proxy.url, noProxy: 'a.example.org' },
      resolve,
    });
    const error = await toolErrorOf(web.bytes({ url: 'http://a.example.org/', signal: noAbort() }));
    expect(refusalOf(error)).toMatchObject({ reason: 'not_public', detail: 'private' });
    expect(proxy.seen).toEqual([]);
  });
});
