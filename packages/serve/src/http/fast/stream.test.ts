/** Holds that a stream goes at the pace of its reader, and that a reader who stops costs nobody else anything. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Fixture, openSocket, rpc, startFixture } from '../http.fixture.ts';

/** The call as it goes over the wire; ten kilobytes to each report. */
function request(times: number): string {
  const call = rpc('tools/call', {
    name: 'report',
    arguments: { times, text: 'x'.repeat(10_000) },
  });
  const message: { params: { _meta: Record<string, unknown> } } = JSON.parse(call.body);
  message.params._meta['progressToken'] = 1;
  const body = JSON.stringify(message);
  const headers = { ...call.headers, host: 'localhost', 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `POST /mcp HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Waits until the call reports no more, for as many turns of this process as it would need for hundreds. */
async function reportsUntilStill({ stage }: Fixture): Promise<number> {
  await expect.poll(() => stage.reported).toBeGreaterThan(0);
  for (let still = 0, before = 0; still < 30; still += 1) {
    if (stage.reported !== before) still = 0;
    before = stage.reported;
    await sleep(10);
  }
  return stage.reported;
}

it('a client that does not read holds up its own call alone, and goes on where it stopped', async () => {
  await using fixture = await startFixture();
  const socket = await openSocket(fixture.port);
  socket.pause();
  socket.write(request(3000));
  expect(await reportsUntilStill(fixture)).toBeLessThan(3000);
  const other = await fetch(
    `${fixture.url}/mcp`,
    rpc('tools/call', { name: 'echo', arguments: { text: 'hi' } }),
  );
  expect(other.status).toBe(200);
  socket.resume();
  await expect.poll(() => socket.received().includes('"reported"')).toBe(true);
  expect(fixture.stage.reported).toBe(3000);
  socket.destroy();
});

it('a client that goes away while it is waited for ends its call', async () => {
  await using fixture = await startFixture();
  const socket = await openSocket(fixture.port);
  socket.pause();
  socket.write(request(3000));
  await reportsUntilStill(fixture);
  socket.destroy();
  await fixture.stage.aborted;
  expect(fixture.stage.reported).toBeLessThan(3000);
});
