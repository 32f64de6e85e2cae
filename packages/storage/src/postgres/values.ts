const oids = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  float4: 700,
  float8: 701,
  numeric: 1700,
};

type Parser = (text: string) => unknown;

const whole: Parser = (text) => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
};

const parsers = new Map<number, Parser>([
  [oids.bool, (text) => text === 't'],
  [oids.bytea, (text) => Buffer.from(text.slice(2), 'hex')],
  ...[oids.int2, oids.int4, oids.oid, oids.float4, oids.float8, oids.numeric].map(
    (oid) => [oid, Number] as const,
  ),
  [oids.int8, whole],
]);

const asText: Parser = (text) => text;

/**
 * Reads PostgreSQL's values as SQLite would give them: numbers as numbers, all else as text.
 *
 * Drizzle decodes columns from text by itself; counts and sums, which have no column, come out alike on both. Integers
 * beyond 2^53 stay text.
 */
export const valueParsers = { getTypeParser: (oid: number) => parsers.get(oid) ?? asText };
