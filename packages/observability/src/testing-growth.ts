/**
 * How many times longer work takes at the larger of two sizes than at the smaller: about their ratio when its cost
 * is linear, the square of it when it is quadratic.
 *
 * The shortest of many rounds is what counts, so that a slow or busy machine changes both sides alike or not at all.
 */
export async function growthOf(
  work: (size: number) => unknown,
  [small, large]: readonly [number, number],
  rounds = 15,
): Promise<number> {
  const best = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round += 1) {
    best.small = Math.min(best.small, await timeOf(work, small));
    best.large = Math.min(best.large, await timeOf(work, large));
  }
  return best.large / best.small;
}

async function timeOf(work: (size: number) => unknown, size: number): Promise<number> {
  const from = performance.now();
  await work(size);
  return performance.now() - from;
}
