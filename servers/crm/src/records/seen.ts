import { page, phrase, prose, shownAsJson } from '@patchbay/schemas';
import { z } from 'zod';
import type { FieldFacts, FieldType } from './field.ts';
import { fieldFacts, idFields, recordTypes, shortFields } from './fields.ts';
import { type CrmField, type CrmObject, objectFields } from './objects.ts';
import { isProse } from './text.ts';

/**
 * A record of one kind as answers show it: no field beside those declared, each of its declared type. Any may be
 * missing, since callers choose fields and roles hide some. All fields of the kind unless some are named.
 */
export function seenRecord<Of extends CrmObject>(object: Of, fields?: readonly CrmField<Of>[]) {
  const names: readonly string[] = fields ?? objectFields[object];
  const facts = new Map<string, FieldFacts>(Object.entries(fieldFacts[object]));
  return schemaOf(names, facts);
}

/** A page of a list that is counted up to a limit. */
export function countedPage<Item extends z.ZodType>(item: Item) {
  return page(item).extend({ total_capped: z.boolean().optional() });
}

const scalars: Readonly<Record<Exclude<FieldType, 'list' | 'text'>, z.ZodType>> = {
  range: z.string(),
  integer: z.int(),
  day: z.string(),
  instant: z.string(),
  uri: z.string(),
};

function schemaOf(names: readonly string[], facts: ReadonlyMap<string, FieldFacts>) {
  const fields = names.flatMap((name) => {
    const own = facts.get(name);
    return own === undefined ? [] : [[name, valueSchema(name, own)] as const];
  });
  return z.object(Object.fromEntries(fields));
}

function valueSchema(name: string, { type, items = z.object({}), never_null }: FieldFacts): z.ZodType {
  const value =
    type === 'list' ? shownAsJson(z.array(items)) : type === 'text' ? textSchema(name) : scalars[type];
  return (never_null === true ? value : value.nullable()).optional();
}

/** Who wrote a text is the same in all kinds of record that have the field. */
function textSchema(name: string): z.ZodType {
  if (isProse(name)) return prose;
  return phrases.has(name) ? phrase : z.string();
}

/** A few words that could pass for a request: they are always quoted. */
const phrases: ReadonlySet<string> = new Set(['subject', 'lost_reason']);

/** What each field is in all kinds that have it: null where any of them may have null. */
function factsOfAnyKind(): ReadonlyMap<string, FieldFacts> {
  const facts = new Map<string, FieldFacts>();
  for (const object of recordTypes) {
    for (const [field, own] of Object.entries<FieldFacts>(fieldFacts[object])) {
      if (own.never_null !== true || !facts.has(field)) facts.set(field, own);
    }
  }
  return facts;
}

/** The fields of all kinds, so ordered that the short ones of each stand in their usual order. */
function fieldsOfAnyKind(): readonly string[] {
  const usual = recordTypes.map((object) => [idFields[object], ...shortFields[object]]);
  return [...new Set([...inOneOrder(usual), ...recordTypes.flatMap((object) => objectFields[object])])];
}

/** The names of all lists in an order that keeps that of each. @throws Error when two lists contradict each other. */
function inOneOrder(lists: readonly (readonly string[])[]): readonly string[] {
  const left = new Set(lists.flat());
  const isNext = (name: string) =>
    lists.every((list) => !list.includes(name) || list.find((one) => left.has(one)) === name);
  const ordered: string[] = [];
  while (left.size > 0) {
    const next = [...left].find(isNext);
    if (next === undefined) throw new Error('The short fields of two kinds of record contradict each other.');
    left.delete(next);
    ordered.push(next);
  }
  return ordered;
}

/** A record of any kind that is searched: it has the fields of one of them. */
export const seenRecordOfAnyKind = schemaOf(fieldsOfAnyKind(), factsOfAnyKind());
