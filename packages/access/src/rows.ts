import type { CallerValue, RowCondition, RowRule, RowValue, Subject } from './declaration.ts';

/** Which rows one caller sees, as data that each adapter reads alike. */
export type RowFilter = 'all' | 'none' | RowTest;

/** A test of one row. */
export type RowTest =
  | { readonly column: string; readonly in: readonly RowValue[] }
  | { readonly column: string; readonly grant: string }
  | { readonly any: readonly RowTest[] }
  | { readonly every: readonly RowTest[] };

/** The filter that a rule is for one caller. */
export function resolveRows(rule: RowRule, owner: string | undefined, subject: Subject): RowFilter {
  if (rule === 'all' || rule === 'none') return rule;
  if (rule === 'own' || rule === 'team')
    return owner === undefined ? 'none' : resolveRows(spelledOut[rule](owner), owner, subject);
  if ('in' in rule) {
    const values = rule.in.flatMap((value) => valuesOf(value, subject));
    return values.length === 0 ? 'none' : { column: rule.column, in: values };
  }
  if ('grant' in rule) return rule.grant === 'team' && subject.team === undefined ? 'none' : rule;
  if ('any' in rule) return anyOf(rule.any.map((part) => resolveRows(part, owner, subject)));
  return everyOf(rule.every.map((part) => resolveRows(part, owner, subject)));
}

const spelledOut: Readonly<Record<'own' | 'team', (owner: string) => RowCondition>> = {
  own: (owner) => ({ column: owner, in: [{ caller: 'id' }] }),
  team: (owner) => ({
    any: [
      { column: owner, in: [null, { caller: 'id' }] },
      { column: owner, grant: 'team' },
    ],
  }),
};

function valuesOf(value: RowValue | CallerValue, subject: Subject): readonly RowValue[] {
  if (value === null || typeof value !== 'object') return [value];
  const own = subject[value.caller];
  return own === undefined ? [] : [own];
}

function anyOf(parts: readonly RowFilter[]): RowFilter {
  if (parts.includes('all')) return 'all';
  const tests = parts.filter(isTest);
  return joined(tests, 'none', { any: tests });
}

function everyOf(parts: readonly RowFilter[]): RowFilter {
  if (parts.includes('none')) return 'none';
  const tests = parts.filter(isTest);
  return joined(tests, 'all', { every: tests });
}

function joined(tests: readonly RowTest[], empty: 'all' | 'none', all: RowTest): RowFilter {
  return tests.length > 1 ? all : (tests[0] ?? empty);
}

function isTest(filter: RowFilter): filter is RowTest {
  return typeof filter === 'object';
}
