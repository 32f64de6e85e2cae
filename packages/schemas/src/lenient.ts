import type { z } from 'zod';
import { isBag } from './bag.ts';

type Issue = z.core.$ZodIssue;

/**
 * Repairs values whose intended type leaves no doubt, at the places that validation refused.
 *
 * `"5"` becomes 5 where a number is expected, `"true"` true, `'["a"]'` or `"a"` an array, `'{"a":1}'` an object,
 * `{latitude, longitude}` the text `latitude,longitude`; a refused `null` is dropped from its object. What could
 * mean two things stays as it is. Returns undefined when nothing could be repaired; the input is not changed.
 */
export function coerceAt(
  input: unknown,
  issues: readonly Issue[],
): { value: unknown; count: number } | undefined {
  const copy = structuredClone(input);
  let count = 0;
  for (const issue of issues) {
    if (repair(copy, issue)) count += 1;
  }
  return count === 0 ? undefined : { value: copy, count };
}

function repair(root: unknown, issue: Issue): boolean {
  const key = issue.path.at(-1);
  const parent = issue.path.slice(0, -1).reduce<unknown>((node, part) => childOf(node, part), root);
  if (key === undefined || !isContainer(parent)) return false;
  const current = childOf(parent, key);
  if (current === null) return !Array.isArray(parent) && Reflect.deleteProperty(parent, key);
  if (issue.code !== 'invalid_type') return false;
  const next = convert(current, issue.expected);
  return next !== undefined && Reflect.set(parent, key, next);
}

function convert(value: unknown, expected: string): unknown {
  if (expected === 'string') return toText(value);
  if (expected === 'array') return toArray(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (expected === 'number' || expected === 'int') return toNumber(text);
  if (expected === 'boolean') return toBoolean(text.toLowerCase());
  if (expected === 'object' || expected === 'record') return parseJson(text, isBag);
  return undefined;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'number') return isExact(value) ? String(value) : undefined;
  const latitude = childOf(value, 'latitude');
  const longitude = childOf(value, 'longitude');
  return typeof latitude === 'number' && typeof longitude === 'number'
    ? `${latitude},${longitude}`
    : undefined;
}

/** A single value becomes a list of one, unless it is an empty text or JSON that was cut short. */
function toArray(value: unknown): readonly unknown[] | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return [value];
  const text = value.trim();
  if (!text.startsWith('[')) return text === '' ? undefined : [value];
  const list = parseJson(text, Array.isArray);
  return Array.isArray(list) ? list : undefined;
}

function toNumber(text: string): number | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const number = Number(text);
  return isExact(number) ? number : undefined;
}

/** Digits beyond the safe range are lost: an identifier would silently become another one. */
function isExact(number: number): boolean {
  return Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);
}

function toBoolean(text: string): boolean | undefined {
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
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
