import { z } from 'zod';
import { isBag } from './bag.ts';
import type { JsonSchema } from './json-schema.ts';
import type { PortabilityFinding } from './portability.ts';

/** Keywords that structured outputs of OpenAI know. `default` goes as optional fields become nullable ones. */
const known = new Set([
  'type',
  'description',
  'title',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
  'pattern',
  'format',
  'multipleOf',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
  'default',
]);

const formats = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uuid',
]);

const limits = { depth: 10, properties: 5000, enums: 1000, characters: 120_000 } as const;

/**
 * Why OpenAI could not hold a model to an advertised input (`strict: true`), once a client made optional fields
 * required and nullable, as its libraries do; nothing where it can.
 *
 * Source: the supported schemas of OpenAI's structured outputs.
 */
export function strictFindings(schema: JsonSchema): PortabilityFinding[] {
  const findings: PortabilityFinding[] = [];
  const sums = { depth: 0, properties: 0, enums: 0, characters: 0 };
  visit(schema, { pointer: '', depth: 1 }, findings, sums);
  const over = Object.entries(limits).flatMap(([name, most]) => {
    const found = Reflect.get(sums, name);
    return typeof found === 'number' && found > most ? [`${name}: ${found}, at most ${most}`] : [];
  });
  return [...findings, ...over.map((problem) => ({ pointer: '', problem }))];
}

/** Why parts of an input take fields that they do not name, as they say themselves. */
export function openReasons(input: z.ZodType): readonly string[] {
  const reasons: string[] = [];
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const open: unknown = Reflect.get(node, 'open');
    if (typeof open === 'string' && open !== '') reasons.push(open);
    for (const child of Object.values(node)) look(child);
  };
  look(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }));
  return reasons;
}

interface At {
  readonly pointer: string;
  /** Levels of objects, this one included. */
  readonly depth: number;
}

function visit(
  node: JsonSchema,
  at: At,
  findings: PortabilityFinding[],
  sums: Record<keyof typeof limits, number>,
) {
  const add = (problem: string) => findings.push({ pointer: at.pointer, problem });
  for (const keyword of Object.keys(node)) if (!known.has(keyword)) add(`${keyword} is not known`);
  if (node['type'] === undefined && node['anyOf'] === undefined && node['const'] === undefined)
    add('no type');
  if (typeof node['format'] === 'string' && !formats.has(node['format'])) add(`format ${node['format']}`);
  const { properties, items, anyOf, enum: values } = node;
  if (node['type'] === 'object') {
    sums.depth = Math.max(sums.depth, at.depth);
    if (node['additionalProperties'] !== false) add('takes fields that it does not name');
  }
  if (Array.isArray(values)) {
    sums.enums += values.length;
    sums.characters += values.join('').length;
  }
  const into = (child: unknown, pointer: string, depth: number) => {
    if (isBag(child)) visit(child, { pointer: `${at.pointer}${pointer}`, depth }, findings, sums);
  };
  for (const [name, child] of Object.entries(isBag(properties) ? properties : {})) {
    sums.properties += 1;
    sums.characters += name.length;
    into(child, `/properties/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, at.depth + 1);
  }
  into(items, '/items', at.depth);
  if (Array.isArray(anyOf))
    for (const [index, child] of anyOf.entries()) into(child, `/anyOf/${index}`, at.depth);
}
