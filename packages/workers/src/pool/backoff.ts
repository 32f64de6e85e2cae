const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 10_000;

/** The wait after so many crashes in a row: none after the first, then doubling from 100 ms to 10 s. */
export function backoffMs(crashes: number): number {
  return crashes < 2 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (crashes - 2));
}
