import type { Point } from '../../places/geo.ts';
import { type Area, areasNamed, wholeCountry } from './areas.ts';
import { type City, cityAt, populationOf } from './city.ts';
import { cityById } from './city-ids.ts';
import { foldName } from './fold.ts';
import { unpackPopulation } from './format.ts';
import { entriesFrom, type NameList, nameList } from './name-list.ts';
import { nearestPlace } from './near.ts';
import { type PlaceFile, shippedPlaces } from './place-file.ts';
import { similarNames } from './similar.ts';

/** The places that ship with the server: about 140,000, from GeoNames (CC BY 4.0), read on the first question. */
export interface Gazetteer {
  byId(cityId: string): City | undefined;
  /** A place by its number, which holds as long as the list does. */
  byIndex(index: number): City | undefined;
  /** Every bearer of a name in any script, case and spelling of accents, the largest first. */
  named(name: string): readonly City[];
  /** Places whose name begins with the text, the largest first; main names before further ones. */
  startingWith(prefix: string, limit: number): readonly City[];
  /** How many places have a name that begins with the text. */
  countStartingWith(prefix: string): number;
  /** Places with a similar name, the most similar first, with the name that is. */
  similarTo(name: string, limit: number): Promise<readonly { readonly city: City; readonly name: string }[]>;
  /** The nearest place and its distance; undefined when none is within `withinKm`. */
  nearest(point: Point, withinKm: number): { readonly city: City; readonly km: number } | undefined;
  /** Regions and countries of a name, the most populous first. */
  areas(name: string): readonly Area[];
  country(code: string): Area;
}

/** The shipped gazetteer. */
export const gazetteer: Gazetteer = gazetteerOf(shippedPlaces);

function gazetteerOf(open: () => PlaceFile): Gazetteer {
  return {
    byIndex: (index) => (index >= 0 && index < open().places ? cityAt(open(), index) : undefined),
    byId: (cityId) => cityById(open(), cityId),
    named: (name) => named(open(), name),
    startingWith: (prefix, limit) => startingWith(open(), prefix, limit),
    countStartingWith: (prefix) => countStartingWith(open(), prefix),
    similarTo: async (name, limit) => {
      const found = await similarNames(open(), name);
      return found.slice(0, limit).map((one) => ({ city: cityAt(open(), one.index), name: one.name }));
    },
    nearest: (point, withinKm) => {
      const found = nearestPlace(open(), point, withinKm);
      return found && { city: cityAt(open(), found.index), km: found.km };
    },
    areas: (name) => areasNamed(open(), name),
    country: (code) => wholeCountry(open(), code),
  };
}

/** Names that the file has of a small place alone, and is too small to have of the city that they mean elsewhere. */
const leftOutNames: ReadonlyMap<string, string> = new Map([['париж', 'paris']]);

function named(file: PlaceFile, name: string): readonly City[] {
  const key = foldName(name);
  if (key === '') return [];
  const found = new Map<number, City>();
  const leftOut = cityById(file, leftOutNames.get(key) ?? '');
  if (leftOut) found.set(leftOut.index, leftOut);
  for (const list of [nameList(file, true), nameList(file, false)]) {
    for (const city of bearersOf(file, list, key)) if (!found.has(city.index)) found.set(city.index, city);
  }
  return [...found.values()].sort((a, b) => b.population - a.population);
}

/** The places that a list has under a folded name. */
function* bearersOf(file: PlaceFile, list: NameList, key: string): Iterable<City> {
  for (const entry of entriesFrom(list, key, (fold) => fold === key)) {
    for (const index of entry.places()) {
      const city = cityAt(file, index, list.isMain ? entry.name : undefined);
      if (list.isMain || isPlausible(key, city)) yield city;
    }
  }
}

/** Whether a further name is one: two letters are codes of places elsewhere unless they are initials, as LA is. */
function isPlausible(key: string, { name }: City): boolean {
  if (!/^[a-z]{1,2}$/.test(key)) return true;
  const initials = foldName(name)
    .split(' ')
    .map((word) => word.slice(0, 1));
  return initials.join('') === key;
}

function startingWith(file: PlaceFile, prefix: string, limit: number): readonly City[] {
  const key = foldName(prefix);
  const [main, others] = [nameList(file, true), nameList(file, false)];
  const found = new Set(bySize(file, [...largestWith(file, main, key, limit), ...bearersIn(others, key)]));
  if (found.size < limit) for (const index of largestWith(file, others, key, limit)) found.add(index);
  return [...found].slice(0, limit).map((index) => cityAt(file, index));
}

/** A whole name typed counts as much as a main one, though it is a further one. */
function bearersIn(list: NameList, key: string): readonly number[] {
  if (key === '') return [];
  return [...entriesFrom(list, key, (fold) => fold === key)].flatMap(({ places }) => places());
}

function bySize(file: PlaceFile, indices: readonly number[]): number[] {
  return [...indices].sort((a, b) => populationOf(file, b) - populationOf(file, a));
}

/** The largest places of one list; blocks with the largest come first, the rest is not decoded once enough are found. */
function largestWith(file: PlaceFile, list: NameList, key: string, limit: number): readonly number[] {
  const from = Math.max(0, list.blockAtOrAfter(key) - 1);
  const until = Math.max(from + 1, list.blockAtOrAfter(`${key}\uffff`));
  const blocks = Array.from({ length: until - from }, (_, offset) => from + offset)
    .map((block) => ({ block, largest: list.largest(block) }))
    .sort((a, b) => b.largest - a.largest);
  let found: number[] = [];
  let least = -1;
  for (const { block, largest } of blocks) {
    if (unpackPopulation(largest) <= least) break;
    for (const { name, places } of list.entries(block, block + 1)) {
      if (!foldName(name).startsWith(key)) continue;
      found.push(...places());
    }
    if (found.length < 2 * limit) continue;
    found = bySize(file, [...new Set(found)]).slice(0, limit);
    least = found.length < limit ? -1 : populationOf(file, found.at(-1) ?? 0);
  }
  return bySize(file, [...new Set(found)]).slice(0, limit);
}

function countStartingWith(file: PlaceFile, prefix: string): number {
  const key = foldName(prefix);
  if (key === '') return file.places;
  const [first, after] = [firstFrom(file, key), firstFrom(file, `${key}\uffff`)];
  const others = new Set<number>();
  for (const entry of entriesFrom(nameList(file, false), key, (fold) => fold.startsWith(key))) {
    for (const index of entry.places()) if (index < first || index >= after) others.add(index);
  }
  return after - first + others.size;
}

/** The first place whose main name does not come before a folded text; places stand in the order of their names. */
function firstFrom(file: PlaceFile, key: string): number {
  for (const { places } of entriesFrom(nameList(file, true), key, () => true)) return places()[0] ?? 0;
  return file.places;
}
