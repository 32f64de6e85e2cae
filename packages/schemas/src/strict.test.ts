import { expect, test } from 'vitest';
import { z } from 'zod';
import { advertisedInput, type JsonSchema } from './json-schema.ts';
import { strictFindings } from './strict.ts';

const root = (properties: JsonSchema): JsonSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
});
const text = { type: 'string' };

test.each([
  ['an open object', root({ a: { type: 'object', properties: {} } }), 'takes fields that it does not name'],
  ['a value of any type', root({ a: { description: 'A.' } }), 'no type'],
  ['alternatives of which one holds', root({ a: { oneOf: [text] } }), 'oneOf is not known'],
  ['an intersection', root({ a: { type: 'string', allOf: [text] } }), 'allOf is not known'],
  [
    'rules for names',
    root({ a: { type: 'object', propertyNames: text, additionalProperties: false } }),
    'propertyNames is not known',
  ],
  ['a rare format', root({ a: { type: 'string', format: 'uri' } }), 'format uri'],
  [
    'an open object in a list',
    root({ a: { type: 'array', items: { type: 'object' } } }),
    'takes fields that it does not name',
  ],
])('%s cannot be strict', (_, schema, problem) => {
  expect(strictFindings(schema).map((finding) => finding.problem)).toContain(problem);
});

test('sizes are bounded', () => {
  let deep: JsonSchema = root({});
  for (let level = 0; level < 10; level += 1) deep = root({ a: deep });
  expect(strictFindings(deep)).toEqual([{ pointer: '', problem: 'depth: 11, at most 10' }]);
  const many = root({ a: { type: 'string', enum: Array.from({ length: 1001 }, (_, index) => `${index}`) } });
  expect(strictFindings(many)).toEqual([{ pointer: '', problem: 'enums: 1001, at most 1000' }]);
  const wide = root(Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`f${index}`, text])));
  expect(strictFindings(wide)).toEqual([{ pointer: '', problem: 'properties: 5001, at most 5000' }]);
});

test('an ordinary input can be strict', () => {
  const schema = z.object({
    day: z.iso.date().optional().describe('Day.'),
    at: z.iso.datetime({ offset: true }).optional().describe('When.'),
    kind: z.enum(['a', 'b']).default('a').describe('Kind.'),
    value: z.unknown().describe('Any.'),
    items: z.array(z.strictObject({ id: z.string().describe('Id.') })).describe('Items.'),
  });
  expect(strictFindings(advertisedInput(schema))).toEqual([]);
});
