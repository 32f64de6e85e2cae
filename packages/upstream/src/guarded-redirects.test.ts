import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { refusedAddresses } from './guard/corpus.fixture.ts';
import { answering, reader, refusalOf, site, toldOf } from './guarded.fixture.ts';
import { noAbort, startServer, toolErrorOf } from './local-server.fixture.ts';

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
