import { describeError } from './describe-error.ts';
import type { KeySuspicion } from './secret-keys.ts';
import { REDACTED } from './secret-patterns.ts';

const MAX_DEPTH = 8;
const MAX_VALUES = 2_000;
const MAX_ENTRIES = 200;
const MAX_CHARACTERS = 65_536;
const TRUNCATED = '[Truncated]';
const UNREADABLE = '[Unreadable]';

/** A value that `JSON.stringify` writes without calling any code of the value's own. */
export type PlainValue = null | string | number | boolean | undefined | PlainValue[] | PlainRecord;
/** A record of such values. */
export interface PlainRecord {
  [key: string]: PlainValue;
}

/** What is written for a key, and how its value is treated. */
export interface KeyVerdict {
  readonly shown: string;
  readonly suspicion: KeySuspicion;
}

/** The two decisions that a copy leaves to its caller. */
export interface CopyRules {
  text(value: string): string;
  judge(key: string): KeyVerdict;
}

interface Walk {
  readonly rules: CopyRules;
  readonly ancestors: object[];
  values: number;
  characters: number;
}

/**
 * Copies any value into a plain, acyclic one of bounded depth (8), breadth (200) and size (2,000 values, 65,536
 * characters), passing every text and key through the rules. Never throws: what cannot be read or does not fit is
 * marked in its place.
 */
export function copyPlain(value: unknown, rules: CopyRules): PlainValue {
  return copyValue(value, { rules, ancestors: [], values: 0, characters: 0 });
}

function copyValue(value: unknown, walk: Walk): PlainValue {
  walk.values += 1;
  if (walk.values > MAX_VALUES) return TRUNCATED;
  switch (typeof value) {
    case 'string':
      return copyText(value, walk);
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'bigint':
      return copyText(String(value), walk);
    case 'object':
      return value === null ? null : copyObject(value, walk);
    default:
      return `[${typeof value}]`;
  }
}

function copyText(value: string, walk: Walk): string {
  if (walk.characters > MAX_CHARACTERS) return TRUNCATED;
  const text = walk.rules.text(value);
  walk.characters += text.length;
  return text;
}

function copyObject(value: object, walk: Walk): PlainValue {
  if (walk.ancestors.includes(value)) return '[Circular]';
  if (walk.ancestors.length >= MAX_DEPTH) return TRUNCATED;
  walk.ancestors.push(value);
  try {
    return copyByKind(value, walk);
  } catch {
    return UNREADABLE;
  } finally {
    walk.ancestors.pop();
  }
}

function copyByKind(value: object, walk: Walk): PlainValue {
  if (Array.isArray(value)) return copyList(value, walk);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return copyProperties(value, walk);
  if (value instanceof Error) return copyPairs(describeError(value), walk);
  if (value instanceof Set) return copyList(value, walk);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof String || value instanceof RegExp) return copyText(String(value), walk);
  if (hasToJson(value)) return copyValue(value.toJSON(), walk);
  if (hasPairs(value)) return copyPairs(value.entries(), walk);
  return copyProperties(value, walk);
}

function copyList(values: Iterable<unknown>, walk: Walk): PlainValue[] {
  const copied: PlainValue[] = [];
  for (const value of values) {
    if (copied.length === MAX_ENTRIES) {
      copied.push(TRUNCATED);
      break;
    }
    copied.push(copyValue(value, walk));
  }
  return copied;
}

function copyProperties(value: object, walk: Walk): PlainRecord {
  const copied: PlainRecord = {};
  let count = 0;
  for (const key of Object.keys(value)) {
    if (count === MAX_ENTRIES) {
      copied[TRUNCATED] = true;
      break;
    }
    count += 1;
    put(copied, key, readProperty(value, key), walk);
  }
  return copied;
}

/** Read one by one, so that a throwing getter does not hide its neighbours. */
function readProperty(value: object, key: string): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return UNREADABLE;
  }
}

function copyPairs(pairs: Iterable<readonly [unknown, unknown]>, walk: Walk): PlainRecord {
  const copied: PlainRecord = {};
  let count = 0;
  for (const [key, value] of pairs) {
    if (count === MAX_ENTRIES) {
      copied[TRUNCATED] = true;
      break;
    }
    count += 1;
    put(copied, typeof key === 'object' ? '[object]' : String(key), value, walk);
  }
  return copied;
}

function put(copied: PlainRecord, key: string, value: unknown, walk: Walk): void {
  const { shown, suspicion } = walk.rules.judge(key);
  if (shown === '__proto__') return;
  copied[shown] = isHidden(suspicion, value) ? REDACTED : copyValue(value, walk);
}

function isHidden(suspicion: KeySuspicion, value: unknown): boolean {
  if (suspicion === 'none' || value === undefined || value === null || value === '') return false;
  if (typeof value === 'boolean') return false;
  return suspicion === 'strong' || typeof value !== 'number';
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** Maps, and the likes of `Headers` and `URLSearchParams` without loading their classes. */
function hasPairs(value: object): value is { entries(): Iterable<readonly [unknown, unknown]> } {
  return Symbol.iterator in value && 'entries' in value && typeof value.entries === 'function';
}
