/** Holds that a server on its way out finishes what it has begun, takes nothing new, and drops nothing. */
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { callOf, openSocket, rpc, startFixture } from './http.fixture.ts';

describe('a drain', () => {
  it('lets a call in flight finish, tells probes on new connections, and takes no new call', async () => {
    await using fixture = await startFixture();
    const probe = await openSocket(fixture.port);
    probe.write('GET /readyz HTTP/1.1\r\n');
    const slow = fetch(`${fixture.url}/mcp`, callOf('wait'));
    await fixture.stage.started;
    const drained = fixture.server.drain(600_000);

    probe.write('host: localhost\r\n\r\n');
    await once(probe, 'data');
    expect(probe.received()).toMatch(/^HTTP\/1\.1 503 [\s\S]*"status":"draining"/);
    expect((await fetch(`${fixture.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${fixture.url}/mcp`, callOf('echo', { text: 'x' }))).status).toBe(503);

    fixture.stage.finish();
    const answer = await slow;
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('waited');
    expect(await drained).toBe(0);
    probe.destroy();
  });

  it('refuses a new call on a connection that is open still', async () => {
    await using fixture = await startFixture();
    const open = await openSocket(fixture.port);
    open.write('POST /mcp HTTP/1.1\r\nhost: localhost\r\n');
    const slow = fetch(`${fixture.url}/mcp`, callOf('wait'));
    await fixture.stage.started;
    const drained = fixture.server.drain(600_000);
    open.write('content-length: 0\r\n\r\n');
    await once(open, 'data');
    expect(open.received()).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 1/);
    fixture.stage.finish();
    await slow;
    await drained;
    open.destroy();
  });

  it('lets the whole of a large answer out', async () => {
    await using fixture = await startFixture({ environment: { PATCHBAY_RESPONSE_TOKENS: '100000000' } });
    const answer = fetch(`${fixture.url}/mcp`, callOf('echo', { text: 'x'.repeat(1000), times: 20_000 }));
    const response = await answer;
    const drained = fixture.server.drain(600_000);
    expect((await response.text()).length).toBeGreaterThan(20_000_000);
    expect(await drained).toBe(0);
  });

  it('cuts at the deadline what does not finish, and says how much', async () => {
    await using fixture = await startFixture();
    const slow = fetch(`${fixture.url}/mcp`, callOf('wait')).then(
      (answer) => answer.status,
      () => 'cut',
    );
    await fixture.stage.started;
    expect(await fixture.server.drain(50)).toBe(1);
    await fixture.stage.aborted;
    expect(await slow).not.toBe(200);
  });

  it('ends subscriptions without waiting for them', async () => {
    await using fixture = await startFixture();
    const stream = await fetch(
      `${fixture.url}/mcp`,
      rpc('subscriptions/listen', { notifications: { toolsListChanged: true } }),
    );
    expect(await fixture.server.drain(600_000)).toBe(0);
    expect(await stream.text()).toContain('"result"');
  });

  it('of an idle server is over at once, with clients that keep their connections', async () => {
    await using fixture = await startFixture();
    await fetch(`${fixture.url}/healthz`);
    expect(await fixture.server.drain(600_000)).toBe(0);
  });
});

describe('a client that goes away', () => {
  it.each([
    ['of today', callOf('wait')],
    [
      'of 2025',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: 'wait', arguments: {} },
        }),
      },
    ],
  ])('aborts its call (%s)', async (_era, init) => {
    await using fixture = await startFixture();
    const client = new AbortController();
    const call = fetch(`${fixture.url}/mcp`, { ...init, signal: client.signal }).then((answer) =>
      answer.text(),
    );
    call.catch(() => undefined);
    await fixture.stage.started;
    client.abort();
    await fixture.stage.aborted;
  });
});
