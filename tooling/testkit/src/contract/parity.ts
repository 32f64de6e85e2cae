import { inline, quoted } from '@patchbay/schemas';

/**
 * Finds values of a structured result that its text does not show.
 *
 * Clients forward the one or the other, so whatever only one of them says is lost on half of the models. Numbers
 * count as shown in any rounding the text chose, texts when they occur literally or quoted as one value.
 */
export function missingFromText(structured: unknown, text: string): string[] {
  const folded = text.toLowerCase();
  const numbers = [...text.matchAll(/-?\d+(?:[.,]\d+)?/g)].map(([match]) => Number(match.replace(',', '.')));
  return leaves(structured, '').flatMap(({ path, value }) =>
    isShown(value, folded, numbers) ? [] : [`${path} = ${String(value)}`],
  );
}

function isShown(value: unknown, text: string, numbers: readonly number[]): boolean {
  if (typeof value === 'number')
    return numbers.some((shown) => Math.abs(shown - value) <= Math.max(0.5, Math.abs(value) * 0.01));
  if (typeof value !== 'string') return true;
  const forms = [value, inline(value, 'list'), quoted(value)];
  return forms.some((form) => text.includes(form.toLowerCase())) || isShownDate(value, text);
}

function isShownDate(value: string, text: string): boolean {
  const day = /^\d{4}-(\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(value);
  return day !== null && text.includes(day[2] ?? day[1] ?? value);
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

function leaves(value: unknown, path: string): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
}
