import type { AnyRow, RowKey, TableFacts } from '../tables.ts';

/**
 * A column's value as JSON can hold it and give back: dates, bytes and integers beyond 2^53 become objects with one
 * `$` key, and so does an object that could be mistaken for one.
 */
function encoded(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  return value !== null && typeof value === 'object' && marked(value) ? { $json: value } : (value ?? null);
}

function marked(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0]?.startsWith('$') === true;
}

const decoders: Readonly<Record<string, (value: unknown) => unknown>> = {
  $date: (value) => new Date(String(value)),
  $bytes: (value) => Buffer.from(String(value), 'base64'),
  $bigint: (value) => BigInt(String(value)),
  $number: Number,
  $json: (value) => value,
};

function decoded(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !marked(value)) return value;
  const [[mark, inner] = ['', undefined]] = Object.entries(value);
  return decoders[mark]?.(inner) ?? value;
}

/** A value as text that {@link decodeValue} reads back. */
export function encodeValue(value: unknown): string {
  return JSON.stringify(encoded(value));
}

/** Reads what {@link encodeValue} wrote. */
export function decodeValue(text: string): unknown {
  return decoded(JSON.parse(text));
}

/** A row as text, its columns in the order of the table. */
export function encodeRow(facts: TableFacts, row: AnyRow): string {
  return JSON.stringify(Object.fromEntries(facts.columns.map((column) => [column, encoded(row[column])])));
}

/** Reads what {@link encodeRow} wrote. */
export function decodeRow(text: string): AnyRow {
  const row: Record<string, unknown> = JSON.parse(text);
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, decoded(value)]));
}

/** The key of a row as text, equal for equal keys. */
export function rowKeyOf(facts: TableFacts, row: AnyRow): string {
  return JSON.stringify(facts.key.map((column) => encoded(row[column])));
}

/** The same for a key that a caller names. */
export function rowKeyText(key: RowKey): string {
  return JSON.stringify(typeof key === 'object' ? key : [key]);
}

/** The values of a key, in the order of the key's columns. */
export function keyValues(rowKey: string): readonly unknown[] {
  const values: unknown[] = JSON.parse(rowKey);
  return values.map(decoded);
}
