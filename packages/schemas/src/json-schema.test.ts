import { expect, test } from 'vitest';
import { z } from 'zod';
import { advertisedInput, advertisedOutput } from './json-schema.ts';

const everything = z.object({
  count: z.int(),
  ratio: z.number().min(0).max(1),
  day: z.iso.date(),
  name: z.string().min(1).max(80).optional(),
  kind: z.enum(['a', 'b']).default('a'),
  gone: z.string().nullable(),
  tags: z.array(z.string().max(5)).min(1),
  inner: z.object({ deep: z.object({ format: z.int().max(3), pattern: z.string() }) }),
  either: z.union([z.int().positive(), z.string().min(3)]),
  shape: z.discriminatedUnion('type', [
    z.object({ type: z.literal('circle'), radius: z.number().positive() }),
    z.object({ type: z.literal('square'), side: z.number().positive() }),
  ]),
  row: z.record(z.string(), z.number().max(3)),
});

test('an input is closed and carries no dialect, no bounds of safe integers and no lengths', () => {
  const schema = advertisedInput(everything);
  const text = JSON.stringify(schema);
  expect(schema['additionalProperties']).toBe(false);
  expect(text).not.toContain('$schema');
  expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
  expect(text).not.toContain('propertyNames');
  expect(schema['properties']).toMatchObject({
    count: { type: 'integer' },
    ratio: { type: 'number', minimum: 0, maximum: 1 },
    kind: { type: 'string', enum: ['a', 'b'], default: 'a' },
  });
});

test('what has a default is not required of the caller', () => {
  expect(advertisedInput(everything)['required']).not.toContain('kind');
  expect(advertisedInput(everything)['required']).toContain('count');
});

test('a long format expression is left out of an input, a short pattern stays', () => {
  const schema = advertisedInput(z.object({ mail: z.email(), code: z.string().regex(/^[A-Z]{3}$/) }));
  expect(schema['properties']).toEqual({
    mail: { type: 'string' },
    code: { type: 'string', pattern: '^[A-Z]{3}$' },
  });
});

test('what model APIs refuse is told in words, and objects of any fields as they say themselves', () => {
  const shown = { type: 'object', properties: { name: { type: 'string', description: 'Name.' } } };
  const schema = z.object({
    day: z.iso.date().describe('First day.'),
    due: z.iso.date().optional(),
    end: z.iso.date().describe('Last day, YYYY-MM-DD.'),
    at: z.iso.datetime({ offset: true }),
    any: z.unknown().describe('Value.'),
    rows: z.array(z.record(z.string(), z.unknown()).meta({ open: 'kinds differ', advertised: shown })),
  });
  expect(advertisedInput(schema)['properties']).toMatchObject({
    day: { type: 'string', description: 'First day. YYYY-MM-DD.' },
    due: { type: 'string', description: 'YYYY-MM-DD.' },
    end: { type: 'string', description: 'Last day, YYYY-MM-DD.' },
    at: { type: 'string', format: 'date-time' },
    any: { type: 'string', description: 'Value.' },
    rows: { type: 'array', items: shown },
  });
  expect(JSON.stringify(advertisedInput(schema))).not.toMatch(/"format":"date"|kinds differ|advertised/);
  expect(schema.safeParse({ day: '2026-02-30', end: '2026-03-01', at: 'x', rows: [] }).success).toBe(false);
});

test('a default survives whatever it is, also the largest safe integer and an object of keyword names', () => {
  const schema = advertisedInput(
    z.object({
      most: z.int().default(Number.MAX_SAFE_INTEGER),
      filter: z.record(z.string(), z.string()).default({ $schema: 'x', pattern: 'y' }),
    }),
  );
  expect(schema['properties']).toMatchObject({
    most: { default: Number.MAX_SAFE_INTEGER },
    filter: { default: { $schema: 'x', pattern: 'y' } },
  });
});

test('an output is open at every depth and has neither bounds nor formats', () => {
  const text = JSON.stringify(advertisedOutput(everything));
  for (const noise of ['"additionalProperties":false', 'minimum', 'maximum', 'Length', 'minItems', 'oneOf']) {
    expect(text).not.toContain(noise);
  }
});

test('fields named like keywords stay in the output', () => {
  const { inner } = propertiesOf(advertisedOutput(everything));
  expect(inner).toMatchObject({
    properties: { deep: { properties: { format: { type: 'integer' }, pattern: { type: 'string' } } } },
  });
});

test('the advertised output accepts everything that the real schema accepts', () => {
  const inner = { deep: { format: 1, pattern: 'p' } };
  const common = { count: 1, ratio: 0.5, day: '2026-01-01', gone: null, tags: ['a'], inner, row: { a: 1 } };
  const advertised = z.fromJSONSchema(advertisedOutput(everything));
  const values = [
    { ...common, either: 3, shape: { type: 'circle', radius: 1 } },
    { ...common, either: 'three', shape: { type: 'square', side: 2 }, name: 'n' },
  ].map((value) => everything.parse(value));
  for (const value of values) expect(advertised.safeParse(value).success).toBe(true);
});

test('of a large object below the root, an output shows that it is one, and accepts it with all its fields', () => {
  const record = z.object(Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`field_${n}`, z.int()])));
  const schema = z.object({ ...record.shape, items: z.array(record), one: record.nullable() });
  const advertised = advertisedOutput(schema);
  const properties = propertiesOf(advertised);
  expect(Object.keys(properties)).toHaveLength(15);
  expect(properties).toMatchObject({ items: { type: 'array', items: { type: 'object' } } });
  expect(JSON.stringify([properties['items'], properties['one']])).not.toContain('field_');
  const row = Object.fromEntries(Object.keys(record.shape).map((field, n) => [field, n]));
  expect(z.fromJSONSchema(advertised).safeParse({ ...row, items: [row], one: null }).success).toBe(true);
  expect(JSON.stringify(advertisedInput(schema))).toContain('field_12');
});

test('exclusive alternatives that widening makes overlap become plain alternatives', () => {
  const schema = z.object({ v: z.xor([z.string().max(3), z.string().min(5)]) });
  const advertised = z.fromJSONSchema(advertisedOutput(schema));
  expect(advertised.safeParse(schema.parse({ v: 'abc' })).success).toBe(true);
});

test('a schema without a JSON form is refused when the server is built', () => {
  expect(() => advertisedInput(z.object({ at: z.date() }))).toThrow();
  expect(() => advertisedOutput(z.object({ n: z.bigint() }))).toThrow();
});

function propertiesOf(schema: object): Record<string, unknown> {
  const properties: unknown = Reflect.get(schema, 'properties');
  return typeof properties === 'object' && properties !== null ? { ...properties } : {};
}
