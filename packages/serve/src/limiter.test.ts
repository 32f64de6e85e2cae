import { randomUUID } from 'node:crypto';
import { createLogger } from '@patchbay/observability';
import { memoryLog } from '@patchbay/observability/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLimiter } from './limiter.ts';
import { describeRedis, openRedisLine } from './redis.fixture.ts';
import { createSharedRedis } from './shared-redis.ts';

const limits = { points: 3, windowSeconds: 600 };
const patient = { commandMs: 60_000 };

function sink() {
  const lines = memoryLog();
  return {
    ...lines,
    log: createLogger({ level: 'info', name: 't', version: '0', destination: lines.destination }),
  };
}

describe('a limiter', () => {
  it('tells how long to wait, and that is true', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const limiter = createLimiter({ name: randomUUID(), points: 2, windowSeconds: 1 });
    expect([await limiter('a'), await limiter('a'), await limiter('b')]).toEqual([0, 0, 0]);
    const wait = await limiter('a');
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(1000);
    vi.advanceTimersByTime(wait - 1);
    expect(await limiter('a')).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await limiter('a')).toBe(0);
  });

  it('takes more than one point for what weighs more', async () => {
    const limiter = createLimiter({ name: randomUUID(), ...limits });
    expect(await limiter('a', 3)).toBe(0);
    expect(await limiter('a')).toBeGreaterThan(0);
  });
});

describeRedis('a limiter on Redis', (url) => {
  it('counts together with other instances', async () => {
    const { log } = sink();
    const name = randomUUID();
    const [one, other] = [createSharedRedis(url, log, patient), createSharedRedis(url, log, patient)];
    const here = createLimiter({ name, ...limits, redis: one });
    const there = createLimiter({ name, ...limits, redis: other });
    expect([await here('a'), await there('a'), await here('a')]).toEqual([0, 0, 0]);
    expect(await there('a')).toBeGreaterThan(0);
    expect(await there('b')).toBe(0);
    await Promise.all([one.close(), other.close()]);
  });

  it('counts alone while Redis is gone, says so once, and together again when it is back', async () => {
    await using line = await openRedisLine();
    const { log, lines } = sink();
    const redis = createSharedRedis(line.url, log, patient);
    const limiter = createLimiter({ name: randomUUID(), ...limits, redis });
    expect(await limiter('a', 3)).toBe(0);
    expect(redis.health()).toMatchObject({ status: 'up', required: false });

    await line.cut();
    expect([await limiter('a'), await limiter('a'), await limiter('a')]).toEqual([0, 0, 0]);
    expect(await limiter('a')).toBeGreaterThan(0);
    expect(redis.health()).toMatchObject({ status: 'down', detail: expect.stringContaining('alone') });
    expect(lines().filter(({ level }) => level === 'warn')).toHaveLength(1);

    await line.mend();
    await expect.poll(() => limiter('c').then(() => redis.health().status)).toBe('up');
    expect(await limiter('a')).toBeGreaterThan(0);
    expect(lines().map(({ msg }) => msg)).toEqual([
      expect.stringContaining('does not answer'),
      expect.stringContaining('answers again'),
    ]);
    await redis.close();
  });

  it('waits once, and not at every call, for a Redis that hangs', async () => {
    await using line = await openRedisLine();
    const redis = createSharedRedis(line.url, sink().log);
    const limiter = createLimiter({ name: randomUUID(), points: 1000, windowSeconds: 60, redis });
    await limiter('a');
    line.freeze();
    await limiter('a');
    // what waited for Redis at every call would take half a second each time
    const from = performance.now();
    for (let call = 0; call < 100; call += 1) await limiter('a');
    expect(performance.now() - from).toBeLessThan(25_000);
    await redis.close();
  });
});
