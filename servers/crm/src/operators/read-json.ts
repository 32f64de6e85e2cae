import type { z } from 'zod';

/** What a file of an operator says, or all that is wrong with it. */
export type ReadFile<Value> = { readonly value: Value } | { readonly problems: readonly string[] };

/** Reads JSON that an operator wrote; each problem names its place. */
export function readJson<Schema extends z.ZodType>(schema: Schema, text: string): ReadFile<z.output<Schema>> {
  const json = parsed(text);
  if ('problems' in json) return json;
  const read = schema.safeParse(json.value);
  return read.success
    ? { value: read.data }
    : { problems: read.error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`) };
}

function parsed(text: string): ReadFile<unknown> {
  try {
    return { value: JSON.parse(text.replace(/^\u{feff}/u, '')) };
  } catch (error) {
    return { problems: [`it is no JSON: ${error instanceof Error ? error.message : 'unreadable'}`] };
  }
}

function placeOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the file' : text.replace(/^\./, '');
}
