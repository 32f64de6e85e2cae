import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * Repairs values whose intended type leaves no doubt, at the places that validation refused.
 *
 * `"5"` becomes 5 where a number is expected, `"true"` true, `'["a"]'` or `"a"` an array, `{latitude, longitude}`
 * the text `latitude,longitude`; `null` is dropped where a value was expected. Returns undefined when nothing could be repaired; the input is not changed.
 */
export function coerceAt(
  input: unknown,
  issues: readonly Issue[],
): { value: unknown; count: number } | undefined {
  const copy = structuredClone(input);
  let count = 0;
  for (const issue of issues) {
    if (issue.code === 'invalid_type' && repair(copy, issue)) count += 1;
  }
  return count === 0 ? undefined : { value: copy, count };
}

function repair(root: unknown, issue: Extract<Issue, { code: 'invalid_type' }>): boolean {
  const key = issue.path.at(-1);
  const parent = issue.path.slice(0, -1).reduce<unknown>((node, part) => childOf(node, part), root);
  if (key === undefined || !isContainer(parent)) return false;
  const current = childOf(parent, key);
  if (current === null && !Array.isArray(parent)) {
    Reflect.deleteProperty(parent, key);
    return true;
  }
  const next = convert(current, issue.expected);
  if (next === undefined) return false;
  Reflect.set(parent, key, next);
  return true;
}

function convert(value: unknown, expected: string): unknown {
  if (expected === 'string') return toText(value);
  if (typeof value !== 'string') return expected === 'array' && value !== undefined ? [value] : undefined;
  const text = value.trim();
  if (expected === 'number' || expected === 'int') return toNumber(text);
  if (expected === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (expected === 'array') return parseJson(text, Array.isArray) ?? [value];
  if (expected === 'object') return parseJson(text, isContainer);
  return undefined;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  const { latitude, longitude } = {
    latitude: childOf(value, 'latitude'),
    longitude: childOf(value, 'longitude'),
  };
  return typeof latitude === 'number' && typeof longitude === 'number'
    ? `${latitude},${longitude}`
    : undefined;
}

function toNumber(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

function parseJson(text: string, accept: (value: unknown) => boolean): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return accept(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function childOf(node: unknown, key: PropertyKey): unknown {
  return isContainer(node) && Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
}
