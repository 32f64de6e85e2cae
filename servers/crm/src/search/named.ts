import { fold, inline, quoted, type ToolError, validationError } from '@patchbay/schemas';
import { listed, nearest } from './nearest.ts';

/** Something that callers may name by its id or by its name. */
export interface Named {
  readonly id: string;
  readonly name?: string | null | undefined;
}

/** How people name something, with the id that names it alone: `Daan Vos (user-3)`. */
function labelOf({ id, name }: Named): string {
  const hasName = name !== undefined && name !== null && name !== '' && name !== id;
  return hasName ? `${inline(name, 'list')} (${inline(id, 'list')})` : inline(id, 'list');
}

/** Whether a text asks for the caller. */
export function isMe(text: string): boolean {
  return fold(text.trim()) === 'me';
}

/**
 * The one that a text names: by its id, or else by its name in any case and spelling of accents; undefined for none.
 *
 * @throws ToolError `validation_error` with all that bear the name, when it is more than one.
 */
export function theNamed<Of extends Named>(
  field: string,
  text: string,
  known: readonly Of[],
): Of | undefined {
  const asked = text.trim();
  const exact = known.find(({ id }) => id === asked);
  if (exact !== undefined) return exact;
  const wanted = fold(asked).replace(/\s+/g, ' ');
  const bearers = known.filter(
    ({ id, name }) => fold(id) === wanted || fold(name ?? '').replace(/\s+/g, ' ') === wanted,
  );
  if (bearers.length < 2) return bearers[0];
  throw validationError(`${field}: ${shown(text)} is the name of ${bearers.length}.`, {
    hint: `Pass the id of one: ${listed(bearers.map(labelOf))}.`,
  });
}

/** The refusal of a text that names none of those known, with the nearest of them; the hint lists them unless given. */
export function unknownNamed(
  field: string,
  text: string,
  known: readonly Named[],
  hint: string = known.length === 0 ? 'There is none.' : `There are: ${listed(known.map(labelOf))}.`,
): ToolError {
  const near = nearest(
    text,
    known.flatMap(({ id, name }) => (name ? [name, id] : [id])),
  );
  const meant = near === undefined ? undefined : known.find(({ id, name }) => id === near || name === near);
  const guess = meant === undefined ? '' : ` Did you mean ${labelOf(meant)}?`;
  return validationError(`${field}: there is no ${shown(text)}.${guess}`, { hint });
}

/** The refusal of an owner who does not exist, with those who do. */
export function unknownOwner(text: string, owners: readonly Named[]): ToolError {
  const known = owners.toSorted((a, b) => compare(labelOf(a), labelOf(b)));
  const there = known.length === 0 ? 'There is none yet' : `There are: ${listed(known.map(labelOf))}`;
  const hint = `Pass an id, a whole name, or "me". ${there}.`;
  return unknownNamed('owner_id', text, known, hint);
}

/** The refusal of a value that no record has, with those that records have. */
export function unknownValue(field: string, text: string, values: Iterable<string>): ToolError {
  return unknownNamed(
    field,
    text,
    [...new Set(values)].sort(compare).map((id) => ({ id })),
  );
}

/** Without a locale: both backends must list alike. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function shown(text: string): string {
  return quoted(text.slice(0, 60));
}
