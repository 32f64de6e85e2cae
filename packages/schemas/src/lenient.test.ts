import { expect, test } from 'vitest';
import { z } from 'zod';
import { coerceAt } from './lenient.ts';

function coerced(schema: z.ZodType, input: unknown): unknown {
  const { error } = schema.safeParse(input);
  return error === undefined ? 'already valid' : coerceAt(input, error.issues)?.value;
}

const field = (schema: z.ZodType, value: unknown) => coerced(z.strictObject({ v: schema }), { v: value });

test.each<[string, z.ZodType, unknown, unknown]>([
  ['a number in quotes', z.number(), '5', 5],
  ['a number with spaces, sign and exponent', z.number(), ' -2.5e1 ', -25],
  ['an integer in quotes', z.int(), '12', 12],
  ['true in quotes', z.boolean(), 'true', true],
  ['Python false in quotes', z.boolean(), 'False', false],
  ['a list in JSON', z.array(z.string()), '["a","b"]', ['a', 'b']],
  ['one text for a list', z.array(z.string()), 'a', ['a']],
  ['one number for a list', z.array(z.number()), 4, [4]],
  ['one object for a list', z.array(z.object({})), { a: 1 }, [{ a: 1 }]],
  ['an object in JSON', z.object({ a: z.number() }), '{"a":1}', { a: 1 }],
  ['a record in JSON', z.record(z.string(), z.number()), '{"a":1}', { a: 1 }],
  ['a point for a text', z.string(), { latitude: 47.4, longitude: -8.5 }, '47.4,-8.5'],
  ['a number for a text', z.string(), 8001, '8001'],
])('%s is understood', (_, schema, given, expected) => {
  expect(field(schema, given)).toEqual({ v: expected });
});

test.each<[string, z.ZodType, unknown]>([
  ['a text for a number', z.number(), 'five'],
  ['an empty text for a number', z.number(), ''],
  ['hexadecimal', z.number(), '0x10'],
  ['a thousands separator', z.number(), '1,000'],
  ['an infinite number', z.number(), '1e999'],
  ['digits that a number cannot hold', z.number(), '9007199254740993'],
  ['an identifier that lost digits on its way', z.string(), 2 ** 60],
  ['1 for true', z.boolean(), 1],
  ['yes for true', z.boolean(), 'yes'],
  ['true for a number', z.number(), true],
  ['true for a text', z.string(), true],
  ['an object for a text', z.string(), { name: 'Zurich' }],
  ['an empty text for a list', z.array(z.string()), ''],
  ['a list in JSON that was cut short', z.array(z.string()), '["a"'],
  ['a list in JSON for an object', z.object({}), '[1]'],
  ['a number for a choice', z.enum(['1', '2']), 1],
  ['a text for a union', z.union([z.number(), z.boolean()]), '1'],
  ['a missing value', z.number(), undefined],
])('%s is left alone', (_, schema, given) => {
  expect(field(schema, given)).toBeUndefined();
});

test.each<[string, z.ZodType]>([
  ['a text', z.string().optional()],
  ['a choice', z.enum(['a']).default('a')],
  ['a constant', z.literal('a').optional()],
  ['a union', z.union([z.number(), z.string()]).optional()],
  ['an object', z.object({}).optional()],
])('null where %s was expected is dropped', (_, schema) => {
  expect(field(schema, null)).toEqual({});
});

test('null stays where it is allowed and inside lists, whose positions mean something', () => {
  expect(field(z.null(), null)).toBe('already valid');
  expect(field(z.array(z.number()), [1, null])).toBeUndefined();
  expect(field(z.array(z.array(z.number())), [null])).toBeUndefined();
});

test('nested values are repaired, each is counted, and the input keeps its own', () => {
  const schema = z.object({ a: z.object({ b: z.array(z.object({ n: z.number() })) }), on: z.boolean() });
  const input = { a: { b: [{ n: '1' }, { n: 2 }, { n: '3' }] }, on: 'true' };
  const before = structuredClone(input);
  const result = coerceAt(input, schema.safeParse(input).error?.issues ?? []);
  expect(result).toEqual({ value: { a: { b: [{ n: 1 }, { n: 2 }, { n: 3 }] }, on: true }, count: 3 });
  expect(input).toEqual(before);
});

test('keys of the prototype neither crash nor pollute', () => {
  const input: unknown = JSON.parse('{"__proto__":"5","constructor":"6","a":{"__proto__":null,"b":"7"}}');
  const issues = ['__proto__', 'constructor', 'toString'].flatMap((key) => issuesAt(key));
  const nested = issuesAt('a', '__proto__', 'polluted').concat(issuesAt('a', 'b'));
  const result = coerceAt(input, [...issues, ...nested]);
  expect(JSON.stringify(result?.value)).toBe('{"__proto__":5,"constructor":6,"a":{"__proto__":null,"b":7}}');
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

function issuesAt(...path: string[]): z.core.$ZodIssue[] {
  return [{ code: 'invalid_type', expected: 'number', path, message: '', input: undefined }];
}
