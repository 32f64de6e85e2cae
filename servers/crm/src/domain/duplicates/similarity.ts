/**
 * Jaro–Winkler similarity of two texts, 0 to 1: shared characters in nearby places, with a bonus of 0.1 for each of up
 * to four equal first characters (Winkler 1990).
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const jaro = jaroSimilarity(a, b);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroSimilarity(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const matched: number[] = [];
  for (let i = 0; i < a.length; i += 1) {
    const last = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j += 1) {
      if (taken[j] === 1 || a.charCodeAt(i) !== b.charCodeAt(j)) continue;
      taken[j] = 1;
      matched.push(a.charCodeAt(i));
      break;
    }
  }
  const m = matched.length;
  if (m === 0) return 0;
  const halfSwaps = outOfPlace(matched, b, taken);
  return (m / a.length + m / b.length + (m - halfSwaps / 2) / m) / 3;
}

function outOfPlace(matched: readonly number[], b: string, taken: Uint8Array): number {
  let next = 0;
  let count = 0;
  for (let j = 0; j < b.length; j += 1) {
    if (taken[j] !== 1) continue;
    if (b.charCodeAt(j) !== matched[next]) count += 1;
    next += 1;
  }
  return count;
}

/**
 * Edits (insert, delete, replace, swap of neighbours) from one text to the other: Damerau–Levenshtein in its optimal
 * string alignment form. Stops early and answers `limit + 1` when there are more than `limit`.
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = editCell(a, b, i, j, { row, previous, older });
      row.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    older = previous;
    previous = row;
  }
  return Math.min(previous[b.length] ?? 0, limit + 1);
}

interface EditRows {
  readonly row: readonly number[];
  readonly previous: readonly number[];
  readonly older: readonly number[];
}

function editCell(a: string, b: string, i: number, j: number, { row, previous, older }: EditRows): number {
  const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
  const replaced = (previous[j - 1] ?? 0) + (same ? 0 : 1);
  const shifted = Math.min(previous[j] ?? 0, row[j - 1] ?? 0) + 1;
  const best = Math.min(replaced, shifted);
  const swapped =
    i > 1 &&
    j > 1 &&
    a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
    a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
  return swapped ? Math.min(best, (older[j - 2] ?? 0) + 1) : best;
}

/** 1 for equal texts down to 0: one minus the edits by the length of the longer text. */
export function editSimilarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}
