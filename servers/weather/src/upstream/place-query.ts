import { countryCode } from '@patchbay/schemas';
import { foldName } from '../gazetteer/fold.ts';
import { regionsOf } from '../gazetteer/regions.ts';
import type { Candidate } from './candidate.ts';

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
