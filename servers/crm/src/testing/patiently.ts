import { setTimeout as sleep } from 'node:timers/promises';
import type { TestClient, ToolAnswer } from '@patchbay/testkit';

/** Calls a tool as its errors advise: again, after a moment, while the store is busy with other changes. */
export async function patiently(
  { call }: TestClient,
  tool: string,
  args: Record<string, unknown>,
): Promise<ToolAnswer> {
  for (let left = 20; ; left -= 1) {
    const answer = await call(tool, args);
    if (answer.code !== 'unavailable' || left === 0) return answer;
    await sleep(20 + Math.random() * 30);
  }
}
