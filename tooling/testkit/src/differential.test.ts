import { Agent } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conformanceServer } from './conformance-server/server.ts';
import { observe } from './differential.ts';
import { type RawRequest, rawRequest } from './differential-requests.ts';
import { sampleSeed } from './sample-seed.ts';
import { serveHttp } from './serve-http.ts';

const requests = 10_000;
const parallel = 16;

test(`the fast lane and the SDK give the same reply to ${requests} generated requests`, {
  timeout: 600_000,
}, async () => {
  await using fast = await serveHttp(conformanceServer);
  await using slow = await serveHttp(conformanceServer, { environment: { PATCHBAY_FAST_LANE: 'false' } });
  const agent = new Agent({ keepAlive: true, maxSockets: parallel * 2 });
  const queue = fc.sample(rawRequest, { numRuns: requests, seed: sampleSeed() });
  const differences: { raw: RawRequest; fast: unknown; slow: unknown }[] = [];
  const answered = { served: 0, refused: 0 };

  const work = async () => {
    for (let raw = queue.pop(); raw !== undefined; raw = queue.pop()) {
      const [quick, official] = await Promise.all([
        observe(fast.url, raw, agent),
        observe(slow.url, raw, agent),
      ]);
      if (official.status === 200) answered.served += 1;
      else answered.refused += 1;
      if (!isDeepStrictEqual(quick, official)) differences.push({ raw, fast: quick, slow: official });
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  agent.destroy();

  expect(differences.slice(0, 3)).toEqual([]);
  expect(differences).toHaveLength(0);
  expect(answered.served).toBeGreaterThan(requests / 3);
  expect(answered.refused).toBeGreaterThan(requests / 20);
});
