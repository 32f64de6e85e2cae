import { countryCode, countryName } from '@patchbay/schemas';
import {
  type City,
  cityAt,
  isRegionKnown,
  populationOf,
  regionAt,
  regionNumberOf,
  regionsIn,
} from './city.ts';
import { foldName } from './fold.ts';
import { regionBytes, unpackPopulation } from './format.ts';
import type { PlaceFile } from './place-file.ts';
import { englishRegion, regionsOf } from './regions.ts';

/** A region or a country: too large to have one weather. */
export interface Area {
  readonly kind: 'region' | 'country';
  readonly name: string;
  readonly country_code: string;
  /** How many people live in the places of it. */
  readonly population: number;
  /** Its places, the largest first. */
  largest(limit: number): readonly City[];
  has(city: Pick<City, 'index'>): boolean;
}

/** Countries and regions that bear a name, or a code in capitals ("NY", "US"), the most populous first. */
export function areasNamed(file: PlaceFile, text: string): readonly Area[] {
  const key = foldName(text);
  if (key === '') return [];
  // a code in small letters is no name
  const country = key.length < 3 && !isCode(text) ? undefined : countryCode(text);
  const areas = regionNumbers(file, foldName(englishRegion(key) ?? key)).map((number) =>
    region(file, number),
  );
  // Scotland is a part of the country that its name stands for
  const isPart = areas.some((area) => area.country_code === country) && !isNameOf(country, key);
  if (country !== undefined && !isPart) areas.push(wholeCountry(file, country));
  if (isCode(text)) areas.push(...abbreviated(file, text));
  return areas.sort((a, b) => b.population - a.population);
}

/** Whether a text is written like a code: two to four capitals. */
export function isCode(text: string): boolean {
  return /^\p{Lu}{2,4}$/u.test(text);
}

function isNameOf(country: string | undefined, key: string): boolean {
  return country !== undefined && foldName(countryName(country) ?? '') === key;
}

function abbreviated(file: PlaceFile, text: string): readonly Area[] {
  return regionsOf(text).flatMap(({ country_code, admin1 }) =>
    regionNumbers(file, foldName(admin1))
      .map((number) => region(file, number))
      .filter((area) => area.country_code === country_code),
  );
}

function region(file: PlaceFile, number: number): Area {
  const { country_code, admin1 = '' } = regionAt(file, number);
  const has = (index: number): boolean => regionNumberOf(file, index) === number;
  const population = regionPopulation(file, number);
  return {
    kind: 'region',
    name: admin1,
    country_code,
    population,
    largest: (limit) => largest(file, limit, has),
    has: ({ index }) => has(index),
  };
}

/** A country as an area, by its two-letter code. */
export function wholeCountry(file: PlaceFile, code: string): Area {
  const numbers = new Set(regionsIn(file, code));
  const has = (index: number): boolean => numbers.has(regionNumberOf(file, index));
  return {
    kind: 'country',
    name: countryName(code) ?? code,
    country_code: code,
    population: [...numbers].reduce((sum, number) => sum + regionPopulation(file, number), 0),
    largest: (limit) => largest(file, limit, has),
    has: ({ index }) => has(index),
  };
}

function regionPopulation(file: PlaceFile, number: number): number {
  return unpackPopulation(file.bytes.readUInt16LE(file.start('regions') + number * regionBytes + 18));
}

/** The numbers of the regions whose name folds to a text. */
function regionNumbers(file: PlaceFile, key: string): number[] {
  const from = file.start('byName');
  const count = (file.end('byName') - from) / 2;
  const numberAt = (position: number): number => file.bytes.readUInt16LE(from + position * 2);
  const foldAt = (position: number): string => foldName(regionAt(file, numberAt(position)).admin1 ?? '');
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (foldAt(middle) < key) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (; low < count && foldAt(low) === key; low += 1) {
    if (isRegionKnown(regionAt(file, numberAt(low)))) found.push(numberAt(low));
  }
  return found;
}

function largest(file: PlaceFile, limit: number, has: (index: number) => boolean): readonly City[] {
  const sizes: { readonly index: number; readonly population: number }[] = [];
  for (let index = 0; index < file.places; index += 1) {
    if (has(index)) sizes.push({ index, population: populationOf(file, index) });
  }
  return sizes
    .sort((a, b) => b.population - a.population)
    .slice(0, limit)
    .map(({ index }) => cityAt(file, index));
}
