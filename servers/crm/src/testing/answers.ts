import type { ToolAnswer } from '@patchbay/testkit';

type Row = Readonly<Record<string, unknown>>;

/** The records of a list's answer. */
export function itemsOf({ structuredContent, text }: ToolAnswer): readonly Row[] {
  const items: unknown = structuredContent?.['items'];
  if (!Array.isArray(items)) throw new Error(`The answer is no list: ${text}`);
  return items.map((item) => rowOf(item));
}

/** One field of all records of a list's answer. */
export function valuesOf(answer: ToolAnswer, field: string): readonly unknown[] {
  return itemsOf(answer).map((item) => item[field]);
}

/** One record that an answer holds under a name. */
export function recordOf({ structuredContent, text }: ToolAnswer, name: string): Row {
  const value = structuredContent?.[name];
  if (value === undefined) throw new Error(`The answer has no ${name}: ${text}`);
  return rowOf(value);
}

function rowOf(value: unknown): Row {
  if (typeof value !== 'object' || value === null) throw new Error('A record must be an object.');
  return { ...value };
}
