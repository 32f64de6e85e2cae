import { isBag } from '@patchbay/schemas';
import type { Call } from '../call.ts';
import type { WriteEffect } from '../define/writes.ts';

/**
 * What a handler answered, with what core tells of every write.
 *
 * A rehearsal names no change, and no row that will not be there once it is taken back.
 */
export function written(call: Call, answer: unknown): unknown {
  const { write, effect } = call;
  if (write === undefined || !isBag(answer)) return answer;
  if (write.dryRun) {
    const known = effect === undefined ? answer : withoutNew(answer, effect);
    return { ...known, dry_run: true };
  }
  return effect?.changeId === undefined ? answer : { ...answer, change_id: effect.changeId };
}

function withoutNew(bag: Readonly<Record<string, unknown>>, effect: WriteEffect): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(bag).flatMap(([field, value]) => {
      if (effect.isNew(field, value)) return [];
      return [[field, Array.isArray(value) ? listWithoutNew(field, value, effect) : known(value, effect)]];
    }),
  );
}

function listWithoutNew(field: string, list: readonly unknown[], effect: WriteEffect): readonly unknown[] {
  return list.filter((value) => !effect.isNew(field, value)).map((value) => known(value, effect));
}

function known(value: unknown, effect: WriteEffect): unknown {
  if (Array.isArray(value)) return value.map((item) => known(item, effect));
  return isBag(value) ? withoutNew(value, effect) : value;
}

/** What the text of a write says around the tool's own: before it, and after it. */
export interface WriteLines {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/** The lines that say of a write's answer what its fields say. */
export function writeLines(output: Readonly<Record<string, unknown>>): WriteLines {
  const { dry_run, change_id } = output;
  return {
    first: dry_run === true ? ['dry_run: true (a preview; nothing was changed)'] : [],
    last: typeof change_id === 'string' ? [`change_id ${change_id}`] : [],
  };
}

/** Puts lines before and after what a tool says. */
export function framed(text: string, { first, last }: WriteLines): string {
  return [...first, ...(text === '' ? [] : [text]), ...last].join('\n');
}
