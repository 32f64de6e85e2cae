import { randomInt } from 'node:crypto';
import { onTestFailed } from 'vitest';

/**
 * The seed for a test that draws samples instead of checking a property: a new one each time.
 *
 * `FC_SEED` repeats an earlier one; a test that fails prints it.
 */
export function sampleSeed(): number {
  const seed = Number(process.env['FC_SEED'] ?? randomInt(2 ** 31));
  onTestFailed(() => void process.stderr.write(`repeat it with FC_SEED=${seed}\n`));
  return seed;
}
