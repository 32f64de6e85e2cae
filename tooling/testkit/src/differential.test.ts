import { Agent } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conformanceServer } from './conformance-server/server.ts';
import { type Observed, observe, recorded } from './differential.ts';
import { type RawRequest, rawRequest } from './differential-requests.ts';
import { sampleSeed } from './sample-seed.ts';
import { serveHttp } from './serve-http.ts';

const requests = Number(process.env['DIFFERENTIAL_REQUESTS'] ?? 10_000);
const parallel = 8;

/** What a client gets, and what handlers see. */
interface Told extends Observed {
  readonly seen: readonly unknown[];
}

/** One way of serving, asked one request at a time, so that what handlers see is of that request. */
async function openWay(environment: Readonly<Record<string, string>>, agent: Agent) {
  const { server, take } = recorded(conformanceServer);
  const served = await serveHttp(server, { environment });
  return {
    async ask(raw: RawRequest): Promise<Told> {
      const reply = await observe(served.url, raw, agent);
      return { ...reply, seen: take() };
    },
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  };
}

test(`the fast lane and the SDK give the same reply to ${requests} generated requests, and handlers see the same`, {
  timeout: 600_000,
}, async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const queue = fc.sample(rawRequest, { numRuns: requests, seed: sampleSeed() });
  const differences: { raw: RawRequest; fast: Told; slow: Told }[] = [];
  const dumps: { raw: RawRequest; fast: Told }[] = [];
  const answered = { served: 0, refused: 0, seen: 0, members: 0 };

  const work = async () => {
    await using fast = await openWay({}, agent);
    await using slow = await openWay({ PATCHBAY_FAST_LANE: 'false' }, agent);
    for (let raw = queue.pop(); raw !== undefined; raw = queue.pop()) {
      const [quick, official] = await Promise.all([fast.ask(raw), slow.ask(raw)]);
      answered[official.status === 200 ? 'served' : 'refused'] += 1;
      if (official.seen.length > 0) answered.seen += 1;
      const text = JSON.stringify(official.messages);
      if (/must be an? .*, not/.test(text)) answered.members += 1;
      if (/\\"code\\"|-32603/.test(text)) dumps.push({ raw, fast: quick });
      if (!isDeepStrictEqual(quick, official)) differences.push({ raw, fast: quick, slow: official });
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  agent.destroy();

  expect(differences.slice(0, 3)).toEqual([]);
  expect(differences).toHaveLength(0);
  expect(dumps.slice(0, 3)).toEqual([]);
  expect(answered.served).toBeGreaterThan(requests / 3);
  expect(answered.refused).toBeGreaterThan(requests / 20);
  expect(answered.seen).toBeGreaterThan(requests / 10);
  expect(answered.members).toBeGreaterThan(requests / 100);
});
