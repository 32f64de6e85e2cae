import { countryName } from '@patchbay/schemas';
import { foldName, slugOf } from '../../src/upstream/gazetteer/fold.ts';
import { type IdForm, idForms } from '../../src/upstream/gazetteer/format.ts';
import { landmarkNamed } from '../../src/upstream/gazetteer/landmarks.ts';
import { dominates, leaderOf } from '../../src/upstream/gazetteer/leader.ts';
import type { SourcePlace } from './sources.ts';

/** A place with all names under which it is found, and the name of its region. */
export interface NamedPlace extends SourcePlace {
  readonly alternatesKept: readonly string[];
  readonly regionName: string;
}

/**
 * The form of every place's id.
 *
 * The plain slug is a promise that nobody who types the name means another place, so it is weighed against every
 * bearer. All others carry their country, then their region, then their GeoNames id.
 */
export function idFormsOf(places: readonly NamedPlace[]): ReadonlyMap<SourcePlace, IdForm> {
  const bearers = groups(places, (place) => [place.name, ...place.alternatesKept].map(foldName));
  const areas = areasOf(places);
  const forms = new Map<SourcePlace, IdForm>();
  for (const [slug, group] of groups(places, (place) => [slugOf(place.name)])) {
    for (const place of group) {
      const key = foldName(place.name);
      // an id is looked up by its name, so a slug that leaves letters out needs its number
      const isWhole = slug !== '' && key.replaceAll(' ', '-') === slug;
      const leads = leaderOf(place.name, bearers.get(key) ?? []) === place;
      const isPlain = leads && !isInTheShade(place, key, areas);
      forms.set(place, isWhole ? formOf(place, group, isPlain) : idForms.geonames);
    }
  }
  return forms;
}

interface NamedArea {
  /** Of a region `US.TX`, of a country `US`. */
  readonly code: string;
  readonly population: number;
}

/** A town from this size on is meant before a river of its name. */
const wellKnown = 15_000;

/** Whether a region, a country or a river elsewhere is meant by a name before the place that bears it first. */
function isInTheShade(
  place: NamedPlace,
  key: string,
  areas: ReadonlyMap<string, readonly NamedArea[]>,
): boolean {
  if (place.isCapital) return false;
  const rivals = (areas.get(key) ?? []).filter(({ code }) => code !== place.region && code !== place.country);
  return (
    rivals.some(({ population }) => dominates({ population }, place)) ||
    (place.population < wellKnown && landmarkNamed(place.name) !== undefined)
  );
}

/** Regions and countries by their folded names. */
function areasOf(places: readonly NamedPlace[]): ReadonlyMap<string, readonly NamedArea[]> {
  const areas = [
    ...[...Map.groupBy(places, ({ region }) => region)].map(([code, within]) => ({
      code,
      within,
      name: within[0]?.regionName ?? '',
    })),
    ...[...Map.groupBy(places, ({ country }) => country)].map(([code, within]) => ({
      code,
      within,
      name: countryName(code) ?? '',
    })),
  ].map(({ code, name, within }) => ({
    key: foldName(name),
    code,
    population: within.reduce((sum, { population }) => sum + population, 0),
  }));
  return Map.groupBy(areas, ({ key }) => key);
}

function formOf(place: NamedPlace, group: readonly NamedPlace[], isPlain: boolean): IdForm {
  if (isPlain) return idForms.plain;
  const compatriots = group.filter(({ country }) => country === place.country);
  if (leaderOf(place.name, compatriots) === place) return idForms.country;
  const region = slugOf(place.regionName);
  const neighbours = compatriots.filter(({ regionName }) => slugOf(regionName) === region);
  return region !== '' && neighbours.length === 1 ? idForms.region : idForms.geonames;
}

function groups(
  places: readonly NamedPlace[],
  keysOf: (place: NamedPlace) => readonly string[],
): Map<string, NamedPlace[]> {
  const found = new Map<string, NamedPlace[]>();
  for (const place of places) {
    for (const key of new Set(keysOf(place))) {
      const group = found.get(key);
      if (group) group.push(place);
      else found.set(key, [place]);
    }
  }
  return found;
}
