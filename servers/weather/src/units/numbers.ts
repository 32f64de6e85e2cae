/** Rounds half away from zero to a number of decimals; never returns minus zero. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const shifted = Number((Math.abs(value) * scale).toPrecision(15));
  return (Math.sign(value) * Math.round(shifted)) / scale + 0;
}

/**
 * Removes the noise that 32-bit floats leave behind: `37.03999` becomes `37.04`.
 *
 * Keeps six significant digits, which is what a 32-bit float is sure of; whole numbers stay as they are.
 */
export function cleanFloat(value: number): number {
  return Number.isInteger(value) ? value + 0 : Number(value.toPrecision(6));
}
