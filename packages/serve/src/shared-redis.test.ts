import { randomUUID } from 'node:crypto';
import { createLogger } from '@patchbay/observability';
import { expect, it, onTestFinished } from 'vitest';
import { describeRedis, openRedisLine } from './redis.fixture.ts';
import { createSharedRedis } from './shared-redis.ts';

const silent = createLogger({ level: 'silent', name: 'test', version: '0' });
const patient = { commandMs: 60_000 };

describeRedis('messages through Redis', (url) => {
  it('arrive although Redis was gone at first, and again after it was gone', async () => {
    await using line = await openRedisLine();
    await line.cut();
    const [here, there] = [
      createSharedRedis(line.url, silent, patient),
      createSharedRedis(url, silent, patient),
    ];
    onTestFinished(async () => {
      await here.close();
      await there.close();
    });
    const channel = randomUUID();
    let heard = 0;
    here.subscribe(channel, () => {
      heard += 1;
    });
    for (let round = 0; round < 2; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const before = heard;
      await line.mend();
      // the gap itself counts as a message
      await expect.poll(() => heard).toBeGreaterThan(before);
      const after = heard;
      await there.run((redis) => redis.publish(channel, 'x'));
      await expect.poll(() => heard).toBe(after + 1);
      await line.cut();
    }
  });
});
