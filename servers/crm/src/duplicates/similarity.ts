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

// comparing is the innermost loop of a search, so both algorithms work in room that is taken once
const room = 256;
const taken = new Uint8Array(room);
const matched = new Uint16Array(room);

function jaroSimilarity(left: string, right: string): number {
  const [a, b] = [left.slice(0, room), right.slice(0, room)];
  if (a.length === 0 || b.length === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  taken.fill(0, 0, b.length);
  let m = 0;
  for (let i = 0; i < a.length; i += 1) {
    const code = a.charCodeAt(i);
    const last = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j += 1) {
      if (taken[j] === 1 || code !== b.charCodeAt(j)) continue;
      taken[j] = 1;
      matched[m] = code;
      m += 1;
      break;
    }
  }
  if (m === 0) return 0;
  return (m / a.length + m / b.length + (m - outOfPlace(b) / 2) / m) / 3;
}

function outOfPlace(b: string): number {
  let next = 0;
  let count = 0;
  for (let j = 0; j < b.length; j += 1) {
    if (taken[j] !== 1) continue;
    if (b.charCodeAt(j) !== matched[next]) count += 1;
    next += 1;
  }
  return count;
}

let older = new Uint16Array(room + 1);
let previous = new Uint16Array(room + 1);
let current = new Uint16Array(room + 1);

/**
 * Edits (insert, delete, replace, swap of neighbours) from one text to the other: Damerau–Levenshtein in its optimal
 * string alignment form, over at most 256 characters. Stops early and answers `limit + 1` when there are more.
 */
export function editDistance(left: string, right: string, limit = Number.POSITIVE_INFINITY): number {
  if (left === right) return 0;
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  const [a, b] = [left.slice(0, room), right.slice(0, room)];
  for (let column = 0; column <= b.length; column += 1) previous[column] = column;
  for (let i = 1; i <= a.length; i += 1) {
    if (fillRow(a, b, i) > limit) return limit + 1;
    [older, previous, current] = [previous, current, older];
  }
  return Math.min(previous[b.length] ?? 0, limit + 1);
}

function fillRow(a: string, b: string, i: number): number {
  const code = a.charCodeAt(i - 1);
  const before = i > 1 ? a.charCodeAt(i - 2) : -1;
  let least = i;
  let beside = i;
  current[0] = i;
  for (let j = 1; j <= b.length; j += 1) {
    const other = b.charCodeAt(j - 1);
    const replaced = (previous[j - 1] ?? 0) + (code === other ? 0 : 1);
    beside = Math.min(replaced, (previous[j] ?? 0) + 1, beside + 1);
    const isSwap = j > 1 && code === b.charCodeAt(j - 2) && before === other;
    if (isSwap) beside = Math.min(beside, (older[j - 2] ?? 0) + 1);
    current[j] = beside;
    if (beside < least) least = beside;
  }
  return least;
}

/** 1 for equal texts down to 0: one minus the edits by the length of the longer text. */
export function editSimilarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}
