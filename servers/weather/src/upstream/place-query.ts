import { countryCode } from '@patchbay/schemas';
import type { Candidate } from './candidate.ts';
import { foldName } from './gazetteer/fold.ts';
import { gazetteer } from './gazetteer/gazetteer.ts';
import { regionsOf } from './gazetteer/regions.ts';

/** A place as a caller names it: "Paris, Texas, US" has two qualifiers. */
export interface PlaceQuery {
  readonly whole: string;
  readonly name: string;
  readonly qualifiers: readonly string[];
  /** The one country that a qualifier certainly means. */
  readonly country: string | undefined;
}

/** Splits a name at its commas. */
export function parsePlaceQuery(text: string): PlaceQuery {
  const [name = '', ...qualifiers] = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const countries = qualifiers.map(countriesOf).find((codes) => codes.size === 1);
  return { whole: text.trim(), name, qualifiers, country: countries?.values().next().value };
}

/** Countries that a qualifier may mean: "CA" is Canada or California. */
function countriesOf(qualifier: string): ReadonlySet<string> {
  const code = countryCode(qualifier);
  const regions = regionsOf(qualifier).map((region) => region.country_code);
  return new Set(code === undefined ? regions : [code, ...regions]);
}

/** Whether a candidate lies in everything that the query's qualifiers name, in any case and spelling of accents. */
export function fitsQualifiers({ place, areas }: Candidate, { qualifiers }: PlaceQuery): boolean {
  const folded = areas.map(foldName);
  return qualifiers.every((qualifier) => {
    const wanted = foldName(qualifier);
    if (place.country_code !== undefined && countryCode(qualifier) === place.country_code) return true;
    const regions = regionsOf(qualifier).filter((region) => region.country_code === place.country_code);
    if (regions.some(({ admin1 }) => folded.includes(foldName(admin1)))) return true;
    return folded.some((area) => area === wanted || (wanted.length >= 4 && area.startsWith(wanted)));
  });
}

/**
 * The query with commas before the regions and countries that its last words name ("Paris TX", "Portland Oregon",
 * "Paris Texas USA"), the longest name first; none for a text that has a comma.
 */
export function splitQueries(text: string): readonly PlaceQuery[] {
  if (text.includes(',')) return [];
  // an id of the right form that nobody has is read as its words
  const gaps = /^[a-z0-9-]+$/.test(text) ? /-+/ : /\s+/;
  return areaEndings(text.trim().split(gaps), 2).map((parts) => parsePlaceQuery(parts.join(', ')));
}

/** Ways to cut areas off the end of words, as the name followed by them. */
function areaEndings(words: readonly string[], most: number): readonly (readonly string[])[] {
  const cuts = words.slice(1).map((_, index) => words.length - 1 - index);
  return cuts.flatMap((at) => {
    const [head, tail] = [words.slice(0, at), words.slice(at).join(' ')];
    if (!isAreaName(tail)) return [];
    const further = most > 1 ? areaEndings(head, most - 1) : [];
    return [[head.join(' '), tail], ...further.map((parts) => [...parts, tail])];
  });
}

function isAreaName(text: string): boolean {
  return countryCode(text) !== undefined || regionsOf(text).length > 0 || gazetteer.areas(text).length > 0;
}

/** Other spellings of a name, to be tried when nobody bears it as it is: umlauts written out, and saints. */
export function respelled(name: string): readonly string[] {
  const key = foldName(name);
  const variants = [
    key.replace(/[aou]e/g, ([letter = '']) => letter),
    key.replace(/\b(?:st|sankt|sint|sanct)\b/g, 'saint'),
    key.replace(/\b(?:st|saint|sint)\b/g, 'sankt'),
    key.replace(/\b(?:saint|sankt|sint)\b/g, 'st'),
    key.replace(/\bmt\b/g, 'mount'),
    key.replace(/\bft\b/g, 'fort'),
  ];
  return [...new Set(variants)].filter((variant) => variant !== key);
}
