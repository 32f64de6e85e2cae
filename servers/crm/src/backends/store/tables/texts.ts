import { fold, foldVersion, wordsOf } from '@patchbay/schemas';
import { type AnyRow, computed, type Kit } from '@patchbay/storage';
import { fieldFacts } from '../../../records/fields.ts';
import type { CrmObject } from '../../../records/objects.ts';
import { phoneTokens } from '../../../search/phone-words.ts';

/** The texts of a row as filters compare them: folded, and only where that is more than lowering ASCII letters. */
export const textColumns = (k: Kit) => ({ folded: k.json<Readonly<Record<string, string>>>('folded') });

/** The words of a row for the text index: those that everybody may search, and those of addresses and telephones. */
export const wordColumns = (k: Kit) => ({
  ...textColumns(k),
  open_words: k.text('open_words'),
  guarded_words: k.text('guarded_words'),
});

/** The kinds of record that have a text index, with the fields that are in it. */
const indexed = {
  leads: {
    open: ['name', 'company_name', 'title', 'city'],
    guarded: ['email', 'other_emails', 'phone_e164', 'other_phones'],
  },
  companies: { open: ['name', 'domain', 'category', 'city'], guarded: ['phone_e164', 'other_phones'] },
  contacts: {
    open: ['name', 'title', 'city'],
    guarded: ['email', 'other_emails', 'phone_e164', 'other_phones'],
  },
  deals: { open: ['name'], guarded: [] },
  products: { open: ['sku', 'name', 'category', 'description'], guarded: [] },
} as const satisfies Partial<Record<CrmObject, unknown>>;

/** The kinds of record that have a text index. */
export type Searchable = keyof typeof indexed;

/** The fields that are searched only for those who see them in full. */
export function guardedFields(object: Searchable): readonly string[] {
  return indexed[object].guarded;
}

/** Counts up when more or other fields are folded or indexed. */
const layout = 3;

/** Has the store fold the texts of a table that has {@link textColumns}. */
export function withTexts<T extends object>(object: CrmObject, table: T): T {
  const from = textFields(object);
  return computed(table, {
    version: foldVersion * 100 + layout,
    columns: ['folded'],
    from,
    compute: (row) => ({ folded: foldedTexts(row, from) }),
  });
}

/** Has the store fold the texts and cut the words of a table that has {@link wordColumns}. */
export function withWords<T extends object>(object: Searchable, table: T): T {
  const from = textFields(object);
  const { open, guarded } = indexed[object];
  return computed(table, {
    version: foldVersion * 100 + layout,
    columns: ['folded', 'open_words', 'guarded_words'],
    from,
    compute: (row) => ({
      folded: foldedTexts(row, from),
      open_words: words(row, open),
      guarded_words: words(row, guarded),
    }),
  });
}

/** The fields that filters compare as texts, in the row's own columns. */
function textFields(object: CrmObject): readonly string[] {
  return Object.entries(fieldFacts[object]).flatMap(([field, { type, source }]) =>
    source === undefined && (type === 'text' || type === 'range') ? [field] : [],
  );
}

const uppercase = /[A-Z]/g;

function foldedTexts(row: AnyRow, fields: readonly string[]): Readonly<Record<string, string>> | null {
  const entries = fields.flatMap((field) => {
    const text = row[field];
    if (typeof text !== 'string') return [];
    const folded = fold(text);
    return folded === text.replace(uppercase, (letter) => letter.toLowerCase()) ? [] : [[field, folded]];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

const phoneFields: ReadonlySet<string> = new Set(['phone_e164', 'other_phones']);

function words(row: AnyRow, fields: readonly string[]): string | null {
  const found = fields.flatMap((field) => {
    const text = row[field];
    if (typeof text !== 'string') return [];
    return phoneFields.has(field) ? text.split(', ').flatMap((phone) => phoneTokens(phone)) : wordsOf(text);
  });
  return found.length === 0 ? null : found.join(' ');
}
