import { randomUUID } from 'node:crypto';
import { createLogger } from '@patchbay/observability';
import { createSharedRedis } from '@patchbay/serve/testing';
import { afterAll, describe, expect, test } from 'vitest';
import type { ClaimBook } from '../backends/rest/claims/claim-book.ts';
import { memoryClaims } from '../backends/rest/claims/memory-claims.ts';
import { redisClaims } from '../backends/rest/claims/redis-claims.ts';

// biome-ignore lint/style/noProcessEnv: tests are told by the environment which services to use
const environment = process.env;

/** The Redis of the tests. */
export const testRedis = environment['PATCHBAY_TEST_REDIS'] ?? 'redis://127.0.0.1:6379/9';

const log = createLogger({ level: 'silent', name: 'crm', version: '0.0.0' });
const problem = await redisProblem();

/** The link through which claims reach the Redis of the tests, or another. */
export function testLink(url = testRedis) {
  return createSharedRedis(url, log);
}

/** A prefix under which a test's claims meet no others; what is kept under it must expire soon. */
export function testPrefix(): string {
  return `patchbay-test:${randomUUID()}:`;
}

/** Declares tests once for claims in memory and once for claims in Redis; see {@link withRedis}. */
export function eachClaimBook(suite: (open: () => ClaimBook) => void): void {
  describe('in memory', () => suite(memoryClaims));
  withRedis((open) => suite(() => open(testPrefix())));
}

/**
 * Declares tests that need Redis. Books with the same prefix share their claims; all are closed after the tests.
 *
 * Without a Redis they are skipped, and say so; under `REQUIRE_SERVICES=1` that is a failure. `PATCHBAY_TEST_REDIS` names
 * another one than database 9 on this machine.
 */
export function withRedis(suite: (open: (prefix: string) => ClaimBook) => void): void {
  const link = testLink();
  const open = (prefix: string) => redisClaims(link, prefix);
  if (problem !== undefined && environment['REQUIRE_SERVICES'] === '1') {
    test('Redis answers', () => expect.fail(problem));
    return;
  }
  if (problem !== undefined) process.stderr.write(`tests on Redis are skipped: ${problem}\n`);
  describe.skipIf(problem !== undefined)('in Redis', () => {
    afterAll(() => link.close());
    suite(open);
  });
}

async function redisProblem(): Promise<string | undefined> {
  const link = testLink();
  try {
    await redisClaims(link, testPrefix()).take('probe', 'probe', 1_000);
    return undefined;
  } catch {
    return `no Redis at ${new URL(testRedis).host}`;
  } finally {
    await link.close();
  }
}
