import { createHmac, randomBytes } from 'node:crypto';
import {
  fenceUntrusted,
  inline,
  isBag,
  quoted,
  stripInvisible,
  type Voice,
  voiceOf,
} from '@patchbay/schemas';
import { z } from 'zod';

/** Where the texts of an answer stand and who wrote them; what is not named was written by others. */
interface Shape {
  readonly voice?: Voice | 'fixed';
  readonly fields?: Readonly<Record<string, Shape>>;
  /** Of items of a list, of values under names that are not known before. */
  readonly rest?: Shape;
}

/** What becomes of each text, and of names of fields that no schema knows. */
interface Change {
  text(text: string, voice: Shape['voice'], at: Place): string;
  name(name: string): string;
  /** Of what is left as it is, with all its parts. */
  readonly leaves: ReadonlySet<Shape['voice']>;
  /** Fields of whose parts all texts are theirs, as before and after are of a changed field. */
  readonly whole: ReadonlySet<string>;
}

interface Place {
  readonly field: string;
  readonly inList: boolean;
}

const others: Shape = {};
const fixed: Shape = { voice: 'fixed' };
const fixedFormats: ReadonlySet<string> = new Set(['date', 'datetime', 'time', 'duration', 'uuid', 'guid']);

/** An answer as its two readers get it. */
export interface Guarded {
  /** For programs: texts of any length are fenced, all others lose what nobody sees. */
  readonly structured: z.output<z.ZodObject>;
  /** For the text: besides, a value that could end its field is quoted. */
  readonly shown: z.output<z.ZodObject>;
}

const shapes = new WeakMap<z.ZodType, Shape>();

/**
 * Makes what people and upstreams wrote in an answer safe to print: whatever a tool's `render` does with a value, it
 * stays one value.
 *
 * The schema says who wrote which text (`prose`, `phrase`, `item` and `ownText` of `@patchbay/schemas`).
 */
export function guarded(schema: z.ZodObject, output: z.output<z.ZodObject>): Guarded {
  const shape = shapes.get(schema) ?? shapeOf(schema);
  shapes.set(schema, shape);
  const structured = bag(output, shape, forPrograms);
  return { structured, shown: bag(structured, shape, forText) };
}

/** A reading of a resource as programs get it: the fields of these names hold texts of any length, which are fenced. */
export function guardedReading(value: object, prose: ReadonlySet<string>): unknown {
  return changed(value, others, {
    ...forPrograms,
    text: (text, voice, at) =>
      prose.has(at.field) ? seal(text, at.field) : forPrograms.text(text, voice, at),
    whole: prose,
  });
}

/** The names of all fields whose texts are fenced. */
export function proseFields(schemas: readonly z.ZodType[]): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = ({ fields = {}, rest }: Shape): void => {
    if (rest !== undefined) collect(rest);
    for (const [name, shape] of Object.entries(fields)) {
      if (shape.voice === 'prose') names.add(name);
      collect(shape);
    }
  };
  for (const schema of schemas) collect(shapeOf(schema));
  return names;
}

const none: ReadonlySet<string> = new Set();

const forPrograms: Change = {
  text: (text, voice, { field }) => (voice === 'prose' ? seal(text, field) : stripInvisible(text).text),
  name: (name) => name,
  leaves: new Set(['own', 'fixed'] as const),
  whole: none,
};

const forText: Change = {
  text(text, voice, { inList }) {
    if (voice === 'phrase') return quoted(text);
    return inline(text, voice === 'item' || inList ? 'list' : 'fields');
  },
  name: (name) => inline(name, 'list'),
  leaves: new Set(['own', 'fixed', 'prose', 'json'] as const),
  whole: none,
};

const secret = randomBytes(32);

/** A fence whose id only this process can make, so that the same text has the same one in all answers. */
function seal(text: string, field: string): string {
  if (text === '') return text;
  const id = createHmac('sha256', secret).update(`${field}\0${text}`).digest('hex').slice(0, 16);
  return fenceUntrusted(text, field, id);
}

function shapeOf(schema: z.ZodType): Shape {
  const voice = voiceOf(schema);
  if (voice !== undefined) return { voice };
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return inner(schema.unwrap());
  if (schema instanceof z.ZodArray) return { rest: inner(schema.element) };
  if (schema instanceof z.ZodRecord) return { rest: inner(schema.valueType) };
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, child]) => [name, inner(child)] as const);
    return { fields: Object.fromEntries(fields) };
  }
  if (schema instanceof z.ZodUnion) return unionOf(schema.options.map(inner));
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) return fixed;
  return schema instanceof z.ZodStringFormat && fixedFormats.has(schema.format ?? '') ? fixed : others;
}

// parts of schemas have zod's core types, all of which are made by zod's classic entry here
function inner(schema: z.core.$ZodType): Shape {
  return schema instanceof z.ZodType ? shapeOf(schema) : others;
}

function unionOf(options: readonly Shape[]): Shape {
  const [only, ...more] = options.filter((shape) => shape !== others && shape !== fixed);
  return only !== undefined && more.length === 0 ? only : others;
}

function changed(value: unknown, shape: Shape, change: Change, at: Place = top): unknown {
  if (change.leaves.has(shape.voice)) return value;
  if (typeof value === 'string') return change.text(value, shape.voice, at);
  if (Array.isArray(value)) return list(value, shape, change, at);
  return isBag(value) ? bag(value, shape, change, at) : value;
}

function list(
  values: readonly unknown[],
  shape: Shape,
  change: Change,
  { field }: Place,
): readonly unknown[] {
  const rest = shape.rest ?? others;
  const own = values.map((value) => changed(value, rest, change, { field, inList: true }));
  return own.some((value, index) => value !== values[index]) ? own : values;
}

const top: Place = { field: '', inList: false };

function bag(
  values: Readonly<Record<string, unknown>>,
  { fields, rest }: Shape,
  change: Change,
  at: Place = top,
): Record<string, unknown> {
  let isChanged = false;
  const entries: [string, unknown][] = [];
  for (const [name, value] of Object.entries(values)) {
    const known = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
    const shown = known === undefined ? change.name(name) : name;
    const field = change.whole.has(at.field) ? at.field : name;
    const own = changed(value, known ?? rest ?? others, change, { field, inList: false });
    isChanged ||= own !== value || shown !== name;
    entries.push([shown, own]);
  }
  return isChanged ? Object.fromEntries(entries) : values;
}
