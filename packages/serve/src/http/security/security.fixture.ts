/** A target for attacks, and a bystander who goes on calling it meanwhile and counts how long it takes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { callOf, type Fixture, openSocket, startFixture } from '../http.fixture.ts';

/** Both ways that a request takes to the pipeline. */
export const lanes = [
  ['on the fast lane', 'true'],
  ['through the SDK', 'false'],
] as const;

/** Starts the server that is attacked, without a limit on calls, since whoever goes on calling would run into it. */
export function startTarget(environment: Readonly<Record<string, string>> = {}): Promise<Fixture> {
  return startFixture({ environment: { PATCHBAY_RATE_LIMIT: '0', ...environment } });
}

/** The only headers that an answer may have, so that nothing that a client sent can become one. */
const ours = new Set([
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-type',
  'content-length',
  'cache-control',
  'x-content-type-options',
  'x-accel-buffering',
  'allow',
  'accept-encoding',
  'vary',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
  'access-control-max-age',
]);

/** After how long a server counts as hanging, on any machine. */
export const hangMs = 60_000;

/** What came back on a raw connection. */
export interface Answer {
  /** The status of every answer on the connection, in their order. */
  readonly statuses: readonly number[];
  /** Everything up to the first empty line. */
  readonly head: string;
  readonly body: string;
  readonly text: string;
}

/** Waits until the server has closed a connection, and gives back what came on it. */
export async function lastOf(socket: Awaited<ReturnType<typeof openSocket>>): Promise<Answer> {
  const closed = new Promise<boolean>((resolve) => socket.once('close', () => resolve(true)));
  const isClosed = socket.closed || (await Promise.race([closed, sleep(hangMs, false, { ref: false })]));
  socket.destroy();
  if (!isClosed) throw new Error(`The connection is open still: ${socket.received().slice(0, 200)}`);
  return answerIn(socket.received());
}

/** Sends bytes as they stand, and gives back what comes until the server closes the connection. */
export async function exchange(port: number, ...parts: readonly (string | Buffer)[]): Promise<Answer> {
  const socket = await openSocket(port);
  for (const part of parts) socket.write(typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
  return lastOf(socket);
}

/** Sends a beginning, and something more every so often, until the server closes the connection. */
export async function drip(port: number, beginning: string, more: string, everyMs: number): Promise<Answer> {
  const socket = await openSocket(port);
  socket.write(beginning);
  const timer = setInterval(() => more !== '' && socket.write(more), everyMs);
  const answer = await lastOf(socket);
  clearInterval(timer);
  return answer;
}

/** Takes apart what came on a connection. */
export function answerIn(text: string): Answer {
  const [head = '', body = ''] = [text.split('\r\n\r\n', 1)[0], text.slice(text.indexOf('\r\n\r\n') + 4)];
  const statuses = [...text.matchAll(/(?:^|[\n}])HTTP\/1\.1 (\d{3}) /g)].map(([, code]) => Number(code));
  return { statuses, head, body, text };
}

/** Fails when an answer tells of the inside, or has a header that is not the server's own. */
export function expectNothingLeaks({ head, text }: Pick<Answer, 'head' | 'text'>): void {
  const names = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(':', 1)[0]?.toLowerCase());
  expect(names.filter((name) => name === undefined || !ours.has(name))).toEqual([]);
  expect(head).not.toMatch(/evil/i);
  expect(text).not.toMatch(
    /\bat .+:\d+:\d+|node_modules|node:internal|\.ts\b|RangeError|TypeError|SyntaxError/,
  );
  expect(text).not.toContain(process.cwd());
}

/**
 * Does something hostile while somebody else goes on calling, once more after it.
 *
 * Every call of the other must be answered rightly; gives back the slowest of them too.
 */
export async function withBystander<T>(
  url: string,
  attack: () => Promise<T>,
): Promise<{ readonly outcome: T; readonly slowestMs: number }> {
  let isOver = false;
  const bystander = (async () => {
    let slowestMs = 0;
    for (let last = false, round = 0; !last; round += 1) {
      last = isOver;
      slowestMs = Math.max(slowestMs, await callCalmly(url, `calm ${round}`));
    }
    return slowestMs;
  })();
  const attacked = attack().finally(() => {
    isOver = true;
  });
  const [outcome, slowestMs] = await Promise.all([attacked, bystander]);
  return { outcome, slowestMs };
}

async function callCalmly(url: string, text: string): Promise<number> {
  const from = performance.now();
  const answer = await fetch(`${url}/mcp`, callOf('echo', { text }));
  expect(await answer.json()).toMatchObject({ id: 1, result: { structuredContent: { text } } });
  const ms = performance.now() - from;
  await sleep(5);
  return ms;
}

/** The request line and the headers of a request, the last line not ended. */
export function headOf(headers: Readonly<Record<string, string>>, line = 'POST /mcp HTTP/1.1'): string {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return [line, ...lines].join('\r\n');
}

/** How often a tool was called, as `/metrics` tells. */
export async function callsOf(url: string, tool: string): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text();
  const counts = page.matchAll(/_duration_seconds_count\{([^}]*)\} (\d+)/g);
  return [...counts].reduce(
    (sum, [, labels, count]) => sum + (labels?.includes(`target="${tool}"`) ? Number(count) : 0),
    0,
  );
}
