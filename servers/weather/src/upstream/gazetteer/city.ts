import { countryName } from '@patchbay/schemas';
import type { Place } from '../../places/place.ts';
import { slugOf } from './fold.ts';
import {
  blockNames,
  boxSteps,
  capital,
  idBytes,
  idForms,
  perDegree,
  placeBytes,
  regionBytes,
  unpackPopulation,
  zoneBytes,
} from './format.ts';
import { nameList } from './name-list.ts';
import { type PlaceFile, pairOf } from './place-file.ts';

/** One shipped place. */
export interface City {
  /** Its number in the file. */
  readonly index: number;
  readonly city_id: string;
  readonly name: string;
  readonly country_code: string;
  readonly admin1: string | undefined;
  readonly latitude: number;
  readonly longitude: number;
  readonly population: number;
  readonly timezone: string;
  readonly isCapital: boolean;
}

/**
 * Countries that gave the codes of their divisions to others in 2025, so that the sources name each after another: their
 * places are told without a division, while ids that have its name in them stay.
 */
const renumbered: ReadonlySet<string> = new Set(['VN']);

/** Whether the name of a region is that of the places in it. */
export function isRegionKnown(region: Region): boolean {
  return !renumbered.has(region.country_code);
}

/** The number of the region that a place lies in. */
export function regionNumberOf(file: PlaceFile, index: number): number {
  return file.bytes.readUInt16LE(file.start('places') + index * placeBytes) >> 4;
}

/** How many people live in a place; three digits are known. */
export function populationOf(file: PlaceFile, index: number): number {
  return unpackPopulation(file.bytes.readUInt16LE(file.start('places') + index * placeBytes + 6));
}

/** Where a place is, within 300 m. */
export function pointOf(file: PlaceFile, index: number): { latitude: number; longitude: number } {
  const { bytes } = file;
  const at = file.start('places') + index * placeBytes;
  const box = file.start('regions') + regionNumberOf(file, index) * regionBytes;
  const edge = (part: number): number => bytes.readInt32LE(box + part * 4) / perDegree;
  const degrees = (step: number, low: number, high: number): number =>
    Math.round((low + (bytes.readUInt16LE(step) / boxSteps) * (high - low)) * 1000) / 1000;
  return { latitude: degrees(at + 2, edge(0), edge(2)), longitude: degrees(at + 4, edge(1), edge(3)) };
}

/** A place by its number; its name is looked up unless it is known already. */
export function cityAt(file: PlaceFile, index: number, name = mainName(file, index)): City {
  const flags = file.bytes.readUInt16LE(file.start('places') + index * placeBytes);
  const region = flags >> 4;
  const { country_code, admin1 } = regionAt(file, region);
  const usualZone = file.bytes.readUInt16LE(file.start('regions') + region * regionBytes + 16);
  const zone = pairOf(file, 'zones', zoneBytes, index) ?? usualZone;
  return {
    index,
    city_id: cityId(file, index, { name, country_code, admin1, form: flags & 3 }),
    name,
    country_code,
    admin1: isRegionKnown({ country_code, admin1 }) ? admin1 : undefined,
    ...pointOf(file, index),
    population: populationOf(file, index),
    timezone: textsOf(file).zones[zone] ?? 'UTC',
    isCapital: (flags & capital) !== 0,
  };
}

interface IdParts {
  readonly name: string;
  readonly country_code: string;
  readonly admin1: string | undefined;
  readonly form: number;
}

function cityId(file: PlaceFile, index: number, { name, country_code, admin1, form }: IdParts): string {
  const slug = slugOf(name);
  if (form === idForms.plain) return slug;
  const inCountry = [slug, country_code.toLowerCase()].filter(Boolean).join('-');
  if (form === idForms.country) return inCountry;
  if (form === idForms.region) return `${inCountry}-${slugOf(admin1 ?? '')}`;
  return `${inCountry}-${pairOf(file, 'ids', idBytes, index) ?? index}`;
}

function mainName(file: PlaceFile, index: number): string {
  const list = nameList(file, true);
  let low = 0;
  let high = list.blocks;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list.firstPlace(middle) <= index) low = middle + 1;
    else high = middle;
  }
  for (const { name, places } of list.entries(low - 1, low - 1 + blockNames)) {
    if (places().includes(index)) return name;
  }
  return '';
}

/** A first-order division. */
export interface Region {
  readonly country_code: string;
  readonly admin1: string | undefined;
}

interface Texts {
  readonly zones: readonly string[];
  readonly regions: readonly string[];
}

const split = new WeakMap<PlaceFile, Texts>();

/** Time zones by their numbers, and `US.TX|Texas` for regions; split once. */
function textsOf(file: PlaceFile): Texts {
  const known = split.get(file);
  if (known) return known;
  const [zones = '', regions = ''] = file.bytes
    .toString('utf8', file.start('texts'), file.end('texts'))
    .split('\n\n');
  const made = { zones: zones.split('\n'), regions: regions.split('\n') };
  split.set(file, made);
  return made;
}

/** A region by its number. */
export function regionAt(file: PlaceFile, number: number): Region {
  const line = textsOf(file).regions[number] ?? '';
  const name = line.slice(line.indexOf('|') + 1);
  return { country_code: line.slice(0, 2), admin1: name === '' ? undefined : name };
}

/** The numbers of the regions of a country. */
export function regionsIn(file: PlaceFile, country: string): readonly number[] {
  return textsOf(file).regions.flatMap((line, number) => (line.startsWith(`${country}.`) ? [number] : []));
}

/** A city as the rest of the server knows places. */
export function cityPlace(city: City): Place {
  const country = countryName(city.country_code);
  return {
    city_id: city.city_id,
    name: city.name,
    ...(city.admin1 !== undefined && { admin1: city.admin1 }),
    ...(country !== undefined && { country }),
    country_code: city.country_code,
    latitude: city.latitude,
    longitude: city.longitude,
    timezone: city.timezone,
    population: city.population,
  };
}
