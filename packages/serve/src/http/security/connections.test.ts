/** Opens thousands of connections and leaves them so, or feeds them drop by drop. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callOf, openSocket } from '../http.fixture.ts';
import { openNodeServer, originOf } from '../node-server.ts';
import { drip, expectNothingLeaks, hangMs, lastOf, startTarget, withBystander } from './security.fixture.ts';

const program = new URL('./idle-clients.fixture.ts', import.meta.url);
const idle = 10_000;

/** How many files and sockets this process may have open. */
function mostFiles(): number {
  const report: unknown = process.report.getReport();
  const limits: unknown = Reflect.get(Object(report), 'userLimits');
  const files: unknown = Reflect.get(Object(limits), 'open_files');
  const soft: unknown = Reflect.get(Object(files), 'soft');
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
}

/** Clients that open connections and leave them so; they end with the test. */
async function startIdlers(port: number, count: number) {
  const child: ChildProcess = fork(program, [String(port), String(count)], { execArgv: [] });
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const [first] = await Promise.race([once(child, 'message'), ended]);
  expect(first).toBe('ready');
  return {
    /** How many of the connections are open. */
    async open(): Promise<number> {
      child.send('count');
      return Number((await once(child, 'message'))[0]);
    },
    async leave() {
      child.disconnect();
      await ended;
    },
  };
}

describe('idle connections', () => {
  it(`${idle} of them change nothing for somebody who calls`, async ({ skip }) => {
    const most = mostFiles();
    if (most < idle + 1000) skip(`this machine allows ${most} open files: raise "ulimit -n" to run this`);
    await using target = await startTarget();
    const before = process.memoryUsage().rss;
    const { outcome, slowestMs } = await withBystander(target.url, async () => {
      const idlers = await Promise.all([
        startIdlers(target.port, idle / 2),
        startIdlers(target.port, idle / 2),
      ]);
      await sleep(1000);
      const open = await Promise.all(idlers.map((one) => one.open()));
      const { rss } = process.memoryUsage();
      await Promise.all(idlers.map((one) => one.leave()));
      return { open, grown: rss - before };
    });
    expect(outcome.open).toEqual([idle / 2, idle / 2]);
    expect(outcome.grown).toBeLessThan(600_000_000);
    expect(slowestMs).toBeLessThan(hangMs);
  });

  it('those above the bound are closed as they come, and who is connected goes on calling', async () => {
    await using target = await startTarget({ PATCHBAY_MAX_CONNECTIONS: '100' });
    const { outcome: open } = await withBystander(target.url, async () => {
      const idlers = await startIdlers(target.port, 400);
      const late = await openSocket(target.port);
      expect((await lastOf(late)).text).toBe('');
      // the system takes connections before the server does, and the server then closes what is too much
      await expect.poll(() => idlers.open()).toBeLessThan(100);
      const count = await idlers.open();
      await idlers.leave();
      return count;
    });
    expect(open).toBeGreaterThan(90);
    const page = await (await fetch(`${target.url}/metrics`)).text();
    expect(Number(/\{reason="connections"\} (\d+)/.exec(page)?.[1])).toBeGreaterThanOrEqual(301);
  });

  it('once they have gone, others may come', async () => {
    await using target = await startTarget({ PATCHBAY_MAX_CONNECTIONS: '50' });
    const idlers = await startIdlers(target.port, 50);
    expect(await idlers.open()).toBe(50);
    await expect(fetch(`${target.url}/mcp`, callOf('echo', { text: 'too many' }))).rejects.toThrow();
    await idlers.leave();
    const call = async () => (await fetch(`${target.url}/mcp`, callOf('echo', { text: 'next' }))).status;
    await expect.poll(() => call().catch(() => 0)).toBe(200);
  });
});

describe('requests that come slowly', () => {
  /** A server with the bounds of every server, only shorter, that never answers what is sent to `/slow`. */
  async function serve() {
    const server = await openNodeServer({
      host: '127.0.0.1',
      port: 0,
      maxConnections: 1000,
      bounds: {
        headersTimeout: 400,
        requestTimeout: 800,
        keepAliveTimeout: 1000,
        connectionsCheckingInterval: 50,
      },
      onRequest: (req, res) => {
        if (req.url !== '/slow') res.end('served');
      },
      onDrop: () => undefined,
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = originOf(server, '127.0.0.1');
    return { url, port: Number(new URL(url).port) };
  }

  it.each([
    ['nothing at all', '', '', [408]],
    ['half a request line', 'POST /mc', '', [408]],
    ['half of the headers', 'POST /mcp HTTP/1.1\r\nhost: localhost\r\nx-no', '', [408]],
    ['a header line now and then', 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n', 'x: evil\r\n', [408]],
    ['a byte of a header now and then', 'GET /healthz HTTP/1.1\r\nx: ', 'e', [408]],
    ['empty lines before a request', '', '\r\n', [408]],
    ['a body now and then', 'POST /slow HTTP/1.1\r\nhost: a\r\ncontent-length: 9999\r\n\r\n', 'x', [408]],
    ['nothing after an answer', 'GET / HTTP/1.1\r\nhost: a\r\n\r\n', '', [200]],
    ['half a request after an answer', 'GET / HTTP/1.1\r\nhost: a\r\n\r\nGET / HT', '', [200]],
  ])('%s: cut, a hundred at once', async (_name, beginning, more, statuses) => {
    const { url, port } = await serve();
    const attack = Promise.all(Array.from({ length: 100 }, () => drip(port, beginning, more, 50)));
    const isOver = attack.then(() => true);
    let slowestMs = 0;
    for (let over = false; !over; over = await Promise.race([isOver, sleep(20, false)])) {
      const from = performance.now();
      expect(await (await fetch(url)).text()).toBe('served');
      slowestMs = Math.max(slowestMs, performance.now() - from);
    }
    expect(slowestMs).toBeLessThan(hangMs);
    for (const answer of await attack) {
      expect(answer.statuses).toEqual(statuses);
      expectNothingLeaks(answer);
    }
  });

  it('every server has such bounds, and they are short', async () => {
    const server = await openNodeServer({
      host: '127.0.0.1',
      port: 0,
      maxConnections: 1,
      onRequest: (_req, res) => void res.end(),
      onDrop: () => undefined,
    });
    onTestFinished(() => void server.close());
    expect(server).toMatchObject({
      headersTimeout: 15_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 72_000,
    });
    expect(server.maxConnections).toBe(1);
  });
});
