import { expect, test } from 'vitest';
import { schemaRows, typeText } from './schema-rows.ts';

test('shows every field with its type, default and place, nested ones below their parents', () => {
  const rows = schemaRows({
    type: 'object',
    required: ['place'],
    properties: {
      place: { type: 'object', properties: { name: { type: 'string', maxLength: 80 } }, required: ['name'] },
      days: { type: 'integer', minimum: 1, maximum: 16, default: 7, description: 'How many.' },
      hours: { type: 'array', items: { type: 'object', properties: { time: { type: 'string' } } } },
    },
  });
  expect(rows.map(({ path, type, presence }) => `${path}: ${type}, ${presence}`)).toEqual([
    'place: object, required',
    'place.name: string ≤ 80 characters, required',
    'days: integer 1–16, 7',
    'hours: array of object, optional',
    'hours[].time: string, optional',
  ]);
});

test.each([
  [{ enum: ['day', 'week'] }, '"day" or "week"'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string or null'],
  [{ type: 'array', minItems: 2, maxItems: 10, items: { type: 'string' } }, 'array of 2–10 string'],
  [{ type: 'string', format: 'date' }, 'string (date)'],
  [{ type: 'number', minimum: 0 }, 'number ≥ 0'],
  [{ $ref: '#/$defs/Place' }, 'Place'],
  [{}, 'any'],
])('puts %j into words', (schema, words) => {
  expect(typeText(schema)).toBe(words);
});

test('finds the fields of an object that may also be null', () => {
  const rows = schemaRows({
    properties: {
      best: { anyOf: [{ type: 'object', properties: { at: { type: 'string' } } }, { type: 'null' }] },
    },
  });
  expect(rows.map(({ path }) => path)).toEqual(['best', 'best.at']);
});
