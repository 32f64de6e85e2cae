import { expect, test } from 'vitest';
import { z } from 'zod';
import { advertisedInput, type JsonSchema } from './json-schema.ts';
import { portabilityFindings } from './portability.ts';

const described = { type: 'string', description: 'What it is.' };
const root = (properties: JsonSchema): JsonSchema => ({ type: 'object', properties });

const geminiRefuses: readonly [string, JsonSchema, string][] = [
  ['a value of any type', {}, 'Gemini refuses a value without type'],
  ['a day', { type: 'string', format: 'date' }, 'format date is not portable'],
  [
    'an object of any fields',
    { type: 'object', additionalProperties: {} },
    'Gemini refuses an object without properties',
  ],
  ['numbers to choose from', { type: 'integer', enum: [1, 2] }, 'Gemini takes enumerations of texts only'],
  ['alternatives with a description', { anyOf: [described] }, 'Gemini takes nothing beside anyOf'],
  ['alternatives of which one holds', { type: 'string', oneOf: [] }, 'Gemini does not know oneOf'],
  ['a constant', { type: 'string', const: 'x' }, 'Gemini does not know const'],
  [
    'rules for names',
    { type: 'object', properties: { b: described }, propertyNames: {} },
    'Gemini does not know propertyNames',
  ],
  [
    'a required name that is no property',
    { type: 'object', properties: { b: described }, required: ['c'], additionalProperties: false },
    'Gemini refuses a required name that is no property',
  ],
];

const broken: readonly [string, JsonSchema, 'input' | 'output', string, string][] = [
  ['a root that is no object', { type: 'string' }, 'output', '', 'the root is not an object'],
  ['a union at the root', { type: 'object', anyOf: [] }, 'output', '', 'the root has anyOf'],
  ['alternatives at the root', { type: 'object', oneOf: [] }, 'output', '', 'the root has oneOf'],
  ['an intersection at the root', { type: 'object', allOf: [] }, 'output', '', 'the root has allOf'],
  [
    'a reference',
    root({ a: { $ref: '#/$defs/a' } }),
    'output',
    '/properties/a',
    '$ref is not followed by every client',
  ],
  [
    'a tuple',
    root({ a: { type: 'array', prefixItems: [{}], items: {} } }),
    'output',
    '/properties/a',
    'tuples are not portable',
  ],
  [
    'an array of anything',
    root({ a: { type: 'array' } }),
    'output',
    '/properties/a',
    'an array without items',
  ],
  [
    'a rare format',
    root({ a: { type: 'string', format: 'ipv6' } }),
    'output',
    '/properties/a',
    'format ipv6 is not portable',
  ],
  [
    'a name with a dot',
    root({ 'a.b': described }),
    'input',
    '/properties/a.b',
    'the property name is not portable',
  ],
  [
    'a parameter without description',
    root({ a: { type: 'string' } }),
    'input',
    '/properties/a',
    'the parameter has no description',
  ],
  [
    'a list of types in an input',
    root({ a: { type: ['string', 'null'], description: 'A.' } }),
    'input',
    '/properties/a',
    'a list of types is not portable',
  ],
  [
    'a nested object that takes any key',
    root({ a: { type: 'object', properties: {}, description: 'A.' } }),
    'input',
    '/properties/a',
    'the object takes any key; use z.strictObject',
  ],
  ...geminiRefuses.map(([what, node, problem]): (typeof broken)[number] => [
    what,
    root({ a: { description: 'A.', ...node } }),
    'input',
    '/properties/a',
    problem,
  ]),
  [
    'a fault deep inside lists and alternatives',
    root({ a: { type: 'array', items: { anyOf: [{}, { $ref: '#' }] } } }),
    'output',
    '/properties/a/items/anyOf/1',
    '$ref is not followed by every client',
  ],
];

test.each(broken)('%s is found', (_, schema, role, pointer, problem) => {
  expect(portabilityFindings(schema, role)).toContainEqual({ pointer, problem });
});

test('names in pointers are escaped as RFC 6901 says', () => {
  expect(portabilityFindings(root({ 'a/b~c': described }), 'output')).toEqual([
    { pointer: '/properties/a~1b~0c', problem: 'the property name is not portable' },
  ]);
});

test('data inside a schema is not mistaken for schemas, nor properties for keywords', () => {
  const schema = root({
    format: { ...described, default: { $ref: 'x' }, enum: [{ format: 'y' }] },
    $ref: { ...described, examples: [{ prefixItems: [] }] },
  });
  const problems = portabilityFindings(schema, 'input').map(({ problem }) => problem);
  expect(problems).toEqual(['the property name is not portable']);
});

test('an ordinary input has no findings', () => {
  const schema = z.object({
    place: z.string().describe('Where.'),
    days: z.int().min(1).max(16).default(7).describe('How many days.'),
    fields: z
      .array(z.enum(['a', 'b']))
      .optional()
      .describe('Which.'),
    at: z.strictObject({ latitude: z.number().describe('North.') }).describe('Point.'),
  });
  expect(portabilityFindings(advertisedInput(schema), 'input')).toEqual([]);
});
