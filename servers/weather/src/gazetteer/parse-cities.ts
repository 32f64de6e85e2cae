import { cityRows, regionNames, zoneNames } from './cities.gen.ts';
import { slugOf } from './fold.ts';

/** One city of the table. */
export interface City {
  readonly city_id: string;
  readonly geonames_id: number;
  readonly name: string;
  /** Further names people type. */
  readonly also: readonly string[];
  readonly country_code: string;
  readonly admin1: string | undefined;
  readonly latitude: number;
  readonly longitude: number;
  readonly population: number;
  readonly timezone: string;
}

/** Reads the generated table, the largest city first; too slow for every start, so callers keep the result. */
export function parseCities(): readonly City[] {
  const regions = regionNames.split('\n');
  const zones = zoneNames.split('\n');
  return cityRows.split('\n').map((row) => parseRow(row.split('|'), regions, zones));
}

function parseRow(fields: readonly string[], regions: readonly string[], zones: readonly string[]): City {
  const [name = '', country = '', region, latitude, longitude, population, zone, geonames, id, also] = fields;
  return {
    city_id: id || slugOf(name),
    geonames_id: number(geonames),
    name,
    also: also ? also.split(';') : [],
    country_code: country,
    admin1: region ? regions[number(region)] : undefined,
    latitude: number(latitude) / 1000,
    longitude: number(longitude) / 1000,
    population: number(population),
    timezone: zones[number(zone)] ?? 'UTC',
  };
}

function number(base36: string | undefined): number {
  return Number.parseInt(base36 ?? '', 36);
}
