import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type Socket } from 'node:net';
import type { ToolError } from '@patchbay/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { UpstreamEvent } from './events.ts';
import { refusedAddresses } from './guard/corpus.fixture.ts';
import { GuardRefusal } from './guard/refusal.ts';
import { createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.ts';
import { listen, noAbort, startServer, toolErrorOf } from './local-server.fixture.ts';
import { startProxy } from './proxy.fixture.ts';

/** A resolver that gives the answers of its list in turn, the last one for ever, and counts. */
function answering(...answers: readonly (readonly string[] | Error)[]) {
  const asked: string[] = [];
  const resolve = async (name: string): Promise<readonly string[]> => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(name);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, resolve };
}

function noSuchHost(): Error {
  return Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
}

/** A reader that would fail the test by asking the system's resolver. */
function reader(options: Partial<GuardedFetchOptions> & Pick<GuardedFetchOptions, 'guard'>) {
  const events: UpstreamEvent[] = [];
  const web = createGuardedFetch({
    name: 'web',
    resolve: answering(new Error('nobody should have asked')).resolve,
    retry: { baseMs: 2 },
    onEvent: (event) => events.push(event),
    ...options,
  });
  onTestFinished(() => web.close());
  return { web, events };
}

/** A server that is let through by its address, as `page.example.org` too when the resolver says so. */
async function site(listener: RequestListener, extra: readonly string[] = []) {
  const server = await startServer(listener);
  const own = `127.0.0.1:${server.port}`;
  const guard = {
    allow: ['public', own, `page.example.org:${server.port}`, ...extra],
    networks: ['127.0.0.1'],
  };
  return { ...server, own, guard, named: `http://page.example.org:${server.port}` };
}

const hello: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>hello');
};

/** What a caller is told, all of it. */
function toldOf({ code, message, hint }: ToolError): readonly string[] {
  return [code, message, hint];
}

function refusalOf(error: ToolError): GuardRefusal {
  if (error.cause instanceof GuardRefusal) return error.cause;
  throw new Error('the log would not learn why', { cause: error });
}

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

describe('a redirect', () => {
  const leadingTo =
    (location: string, status = 302): RequestListener =>
    (request, response) => {
      if (request.url === '/') response.writeHead(status, { location }).end();
      else response.end(`at ${request.url}`);
    };

  it.each([301, 302, 303, 307, 308])('is followed: %i', async (status) => {
    const { url, guard } = await site(leadingTo('/there?a=b#c', status));
    const found = await reader({ guard }).web.bytes({ url, signal: noAbort() });
    expect(found.url).toBe(`${url}/there?a=b`);
    expect(Buffer.from(found.bytes).toString()).toBe('at /there?a=b');
  });

  it('is checked as the first address was, in every spelling, and told alike', async () => {
    const corpus = refusedAddresses().filter(
      ({ address }) => /^[\x20-\x7e]+$/.test(address) && address.includes('://'),
    );
    let next = '';
    const { url, guard } = await site((_request, response) =>
      response.writeHead(302, { location: next }).end(),
    );
    const { web } = reader({ guard });
    const told = new Set<string>();
    for (const { address } of corpus) {
      next = address;
      const error = await toolErrorOf(web.bytes({ url, signal: noAbort() }));
      expect(refusalOf(error).reason, address).toBe('redirect');
      told.add(toldOf(error).join(' '));
    }
    expect(corpus.length).toBeGreaterThan(200);
    expect(told.size).toBe(1);
  });

  it('to a name is held to what the name resolves to', async () => {
    const { url, guard } = await site(leadingTo('http://db.example.org/'));
    const { web } = reader({ guard, resolve: answering(['10.0.0.5']).resolve });
    const error = await toolErrorOf(web.bytes({ url, signal: noAbort() }));
    expect(refusalOf(error)).toMatchObject({ reason: 'redirect' });
    expect(refusalOf(error).message).toContain('private');
    expect(toldOf(error).join(' ')).not.toContain('db.example');
  });

  it('without end is given up', async () => {
    const { url, guard, seen } = await site((_request, response) =>
      response.writeHead(302, { location: '/' }).end(),
    );
    const error = await toolErrorOf(reader({ guard, maxRedirects: 3 }).web.bytes({ url, signal: noAbort() }));
    expect(refusalOf(error).reason).toBe('too_many_redirects');
    expect(seen).toHaveLength(4);
  });

  it.each(['http://[', 'https://user:secret@example.org/'])(
    'that cannot be followed is refused: %s',
    async (to) => {
      const { url, guard } = await site(leadingTo(to));
      const error = await toolErrorOf(reader({ guard }).web.bytes({ url, signal: noAbort() }));
      expect(refusalOf(error).reason).toBe('redirect');
    },
  );

  it('drops what could be a credential when the origin changes, and keeps it when not', async () => {
    const got: NodeJS.Dict<string | string[]>[] = [];
    const other = await startServer((request, response) => {
      got.push(request.headers);
      response.end('x');
    });
    const { url, guard } = await site(
      (request, response) => {
        got.push(request.headers);
        const location = request.url === '/' ? '/second' : other.url;
        response.writeHead(307, { location }).end();
      },
      [`127.0.0.1:${other.port}`],
    );
    const headers = { authorization: 'Bearer a', cookie: 'b=c', 'X-Api-Key': 'd', 'Accept-Language': 'de' };
    await reader({ guard }).web.bytes({ url, headers, signal: noAbort() });
    const kept = { authorization: 'Bearer a', cookie: 'b=c', 'x-api-key': 'd' };
    expect(got[0]).toMatchObject(kept);
    expect(got[1]).toMatchObject(kept);
    expect(got[2]).toMatchObject({ accept: '*/*', 'accept-language': 'de' });
    for (const name of Object.keys(kept)) expect(got[2]).not.toHaveProperty(name);
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
