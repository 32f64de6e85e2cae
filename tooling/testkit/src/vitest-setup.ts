/**
 * What every test file starts with: how often, and from which seed, properties are tried.
 *
 * Without a word from the environment fast-check draws a new seed each time and prints it when a property fails.
 * `FC_SEED` repeats such a run; `FC_RUNS` tries every property that often.
 */
const { FC_RUNS, FC_SEED } = process.env;
if (FC_RUNS !== undefined || FC_SEED !== undefined) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({
    ...(FC_RUNS !== undefined && { numRuns: whole('FC_RUNS', FC_RUNS) }),
    ...(FC_SEED !== undefined && { seed: whole('FC_SEED', FC_SEED) }),
  });
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && text.trim() !== '') return value;
  throw new RangeError(`${name} is not a whole number: "${text}".`);
}
