import { isBag, type JsonSchema } from '@patchbay/schemas';
import fc from 'fast-check';

const hostileTexts = [
  '',
  ' ',
  '\u0000',
  '../../etc/passwd',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '{{constructor}}',
  '__proto__',
  '\u202Eevil',
  '💥'.repeat(50),
  'a'.repeat(10_000),
  '-0',
  'NaN',
  '1e309',
];

/** Arguments that a schema allows, and arguments that no schema should survive without a clear answer. */
export function argumentsFor(schema: JsonSchema): {
  valid: fc.Arbitrary<Record<string, unknown>>;
  hostile: fc.Arbitrary<Record<string, unknown>>;
} {
  const properties = isBag(schema['properties']) ? schema['properties'] : {};
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const shape = (build: (child: JsonSchema) => fc.Arbitrary<unknown>) =>
    fc.record(
      Object.fromEntries(
        Object.entries(properties).map(([name, child]) => [
          name,
          isBag(child) ? build(child) : fc.anything(),
        ]),
      ),
      { requiredKeys: [...required].filter((name) => typeof name === 'string') },
    );
  const junk = fc.oneof(
    fc.constantFrom(...hostileTexts),
    fc.anything({ maxDepth: 2, withBigInt: false }).map(toJson),
  );
  return {
    valid: shape(valueFor),
    hostile: fc.oneof(
      shape(() => junk),
      fc.dictionary(fc.string({ maxLength: 12 }), junk, { maxKeys: 5 }),
      shape((child) => fc.oneof(valueFor(child), junk)),
    ),
  };
}

function valueFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
  const bound = (key: string, fallback: number) => (typeof schema[key] === 'number' ? schema[key] : fallback);
  switch (schema['type']) {
    case 'integer':
      return fc.integer({ min: bound('minimum', -1000), max: bound('maximum', 1000) });
    case 'number':
      return fc.double({ min: bound('minimum', -1e6), max: bound('maximum', 1e6), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(isBag(schema['items']) ? valueFor(schema['items']) : fc.string(), {
        minLength: bound('minItems', 0),
        maxLength: Math.min(4, bound('maxItems', 4)),
      });
    case 'object':
      return argumentsFor(schema).valid;
    default:
      return schema['format'] === 'date'
        ? fc
            .date({ min: new Date('1950-01-01'), max: new Date('2049-01-01'), noInvalidDate: true })
            .map((day) => day.toISOString().slice(0, 10))
        : fc.string({ minLength: bound('minLength', 0), maxLength: Math.min(30, bound('maxLength', 30)) });
  }
}

function toJson(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}
