import { z } from 'zod';
import { isBag } from './bag.ts';
import { voiceKeyword } from './voice.ts';

/** A JSON Schema document or part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * The JSON Schema of a tool's input as clients see it: draft 2020-12, closed, without noise.
 *
 * Lengths are left out: they bound abuse, tell a model nothing, and are checked all the same. So that model APIs with
 * a smaller language take it, only `date-time` stays of the formats (a day is told in words), what takes any value is
 * shown as a text, and an object of any fields as its `.meta({ open: 'why', advertised: { … } })` shows it.
 *
 * @throws Error when a part of the schema has no JSON form, so that a server with such a tool does not start.
 */
export function advertisedInput(schema: z.ZodObject): JsonSchema {
  return tidy(z.toJSONSchema(schema.strict(), { io: 'input', unrepresentable: 'throw' }), { closed: true });
}

/**
 * The JSON Schema of a tool's output as clients see it.
 *
 * It is a sound widening of the real one: objects stay open, and bounds, `required`, the values of records and the
 * fields of large objects below the root are dropped, because a client only validates with it and every keyword costs
 * the model's context.
 */
export function advertisedOutput(schema: z.ZodObject): JsonSchema {
  return tidy(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'throw' }), { closed: false });
}

const inputNoise = new Set(['minLength', 'maxLength', 'minItems', 'maxItems', 'propertyNames', 'open']);

const outputNoise = new Set([
  'open',
  'advertised',
  'required',
  'propertyNames',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'default',
]);
const bounds = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']);
/** Keywords whose value maps free names to schemas, and keywords whose value is data. */
const maps = new Set(['properties', 'patternProperties', '$defs']);
const data = new Set(['default', 'const', 'enum', 'examples', 'required']);

/** Objects with more fields are shown as objects and no more; which fields come, callers choose and answers show. */
const shownFields = 6;

function tidy(node: JsonSchema, { closed }: { closed: boolean }): JsonSchema {
  if (closed && isBag(node['advertised'])) return { ...node['advertised'], ...described(node) };
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === '$schema' || key === voiceKeyword || isNoise(key, value, closed)) continue;
    // a widened alternative may overlap another, so that exactly one of them is no longer a promise
    const keyword = key === 'oneOf' && !closed ? 'anyOf' : key;
    if (data.has(key)) out[keyword] = value;
    else if (maps.has(key) && isBag(value)) out[keyword] = tidyMembers(value, closed);
    else out[keyword] = tidyValue(value, closed);
  }
  if (!closed) return out;
  const typed = saying.some((keyword) => keyword in out) ? out : { type: 'string', ...out };
  return node['format'] === 'date' ? { ...typed, ...described(node, dayForm) } : typed;
}

/** Keywords that say what a value is. */
const saying = ['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', '$ref'];
const dayForm = 'YYYY-MM-DD';

function described({ description }: JsonSchema, form = ''): JsonSchema {
  if (typeof description !== 'string') return form === '' ? {} : { description: `${form}.` };
  return { description: description.includes(form) ? description : `${description} ${form}.` };
}

function tidyMembers(members: Record<string, unknown>, closed: boolean): JsonSchema {
  return Object.fromEntries(Object.entries(members).map(([name, child]) => [name, tidyValue(child, closed)]));
}

function tidyValue(value: unknown, closed: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => tidyValue(item, closed));
  if (!isBag(value)) return value;
  return tidy(closed || !isLarge(value) ? value : { type: 'object' }, { closed });
}

function isLarge({ type, properties }: JsonSchema): boolean {
  return type === 'object' && isBag(properties) && Object.keys(properties).length > shownFields;
}

function isNoise(key: string, value: unknown, closed: boolean): boolean {
  if (key === 'additionalProperties') return !closed;
  // zod bounds every integer by the safe range, and every format by its own regular expression
  if (bounds.has(key) && (value === Number.MAX_SAFE_INTEGER || value === Number.MIN_SAFE_INTEGER))
    return true;
  if (!closed) return outputNoise.has(key);
  if (key === 'format') return value !== 'date-time';
  return inputNoise.has(key) || (key === 'pattern' && typeof value === 'string' && value.length > 80);
}
