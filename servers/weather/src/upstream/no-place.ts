import { notFound, type ToolError, validationError } from '@patchbay/core';
import { countryCode, countryCodeInAnyLanguage, countryName } from '@patchbay/schemas';
import type { Point } from '../places/geo.ts';
import type { Place } from '../places/place.ts';
import type { Candidate } from './candidate.ts';
import { shippedBearers } from './candidates.ts';
import { choiceOf, listed, maxCandidates } from './choose-place.ts';
import { airportOf } from './gazetteer/airports.ts';
import { type Area, isCode } from './gazetteer/areas.ts';
import { type City, cityPlace } from './gazetteer/city.ts';
import { foldName } from './gazetteer/fold.ts';
import { gazetteer } from './gazetteer/gazetteer.ts';
import { type Landmark, landmarkNamed } from './gazetteer/landmarks.ts';
import { leaderOf } from './gazetteer/leader.ts';
import { regionsOf } from './gazetteer/regions.ts';
import type { PlaceQuery } from './place-query.ts';

/** A town from this size on is meant before a region or a river of its name. */
const wellKnown = 15_000;
/** A region with this many times as many people is meant before a town elsewhere. */
const dominance = 5;
/** The same where no town leads, so that an error comes anyhow: Manchester is none in Jamaica. */
const askedDominance = 2;
/** Names of more words are sentences. */
const mostWords = 6;
/** A town this near stands for a mountain or an airport. */
const townKm = 50;

/**
 * The error for a name that means something else than a town: a region, a country, a mountain, a river. Undefined where
 * the town that bears it too is meant first.
 */
export function elsewhereThan(query: PlaceQuery): ToolError | undefined {
  const { name } = query;
  const bearers = shippedBearers(query);
  const town = leaderOf(name, bearers);
  const isFirstName = town !== undefined && foldName(town.name) === foldName(name);
  if (isFirstName && town.isCapital) return undefined;
  const areas = gazetteer.areas(name).filter((each) => isMeantBy(each, query.qualifiers));
  const country = areas.find(({ kind }) => kind === 'country');
  const [area] = areas;
  if (area && country && isCountryMeant(name, country, town)) return areaError(name, area);
  // a town that a region has its name from is meant, a capital that has a second one from its country is not
  const isIn = area !== undefined && town !== undefined && area.has(town);
  const isTown = isIn && (isFirstName || area.kind === 'region');
  const namesake = bearers.find((bearer) => foldName(bearer.name) === foldName(name));
  const largest = town?.population ?? namesake?.population ?? 0;
  const isLarger = area !== undefined && area.population >= (town ? dominance : askedDominance) * largest;
  if (area && !isTown && isLarger) return areaError(name, area);
  const landmark = largest < wellKnown ? landmarkNamed(name) : undefined;
  return landmark && landmarkError(name, landmark);
}

/**
 * Whether a country is meant before a town elsewhere, however large: Grenada is not Granada in Spain, and US no village
 * in France. Three small letters are a code to few, and LA to most a city.
 */
function isCountryMeant(name: string, country: Area, town: City | undefined): boolean {
  if (name.length < 4 && !isCode(name)) return false;
  if (town === undefined) return true;
  const isWhole = country.has(town) && 2 * town.population >= country.population;
  return (
    !isWhole && !(isCode(name) && town.population >= wellKnown && foldName(town.name) !== foldName(name))
  );
}

/** "Georgia, US" is the state; "Ontario, CA" may be a town in California. */
function isMeantBy({ kind, country_code }: Area, qualifiers: readonly string[]): boolean {
  return qualifiers.every(
    (qualifier) =>
      kind === 'region' && countryCode(qualifier) === country_code && regionsOf(qualifier).length === 0,
  );
}

function areaError(name: string, area: Area): ToolError {
  const towns = area.largest(3).map(cityPlace);
  const namesakes = gazetteer.named(name).slice(0, 3).map(cityPlace);
  const where = area.kind === 'region' ? ` of ${countryName(area.country_code) ?? area.country_code}` : '';
  return tooLarge(`"${name}" is a ${area.kind}${where}, too large for one answer.`, towns, namesakes);
}

function tooLarge(message: string, towns: readonly Place[], namesakes: readonly Place[] = []): ToolError {
  const other = namesakes.length === 0 ? '' : ` Places called so: ${listed(namesakes)}.`;
  return validationError(message, {
    hint: `Name a town in it, such as ${listed(towns)}.${other}`,
    details: choiceOf([...towns, ...namesakes]),
  });
}

const meanings: Readonly<Record<Landmark['kind'], string>> = {
  mountain: 'a mountain',
  river: 'a river',
  lake: 'a lake',
  sea: 'a sea or a part of one',
  range: 'a mountain range',
  desert: 'a landscape',
  continent: 'a part of the world',
  island: 'an island',
};

function landmarkError(name: string, { kind, name: known, summit }: Landmark): ToolError {
  const namesakes = gazetteer.named(name).slice(0, 2).map(cityPlace);
  const other = namesakes.length === 0 ? '' : ` Places called so: ${listed(namesakes)}.`;
  if (summit === undefined) {
    return validationError(`"${name}" is ${meanings[kind]}, not a town.`, {
      hint: `Name a town in it or on it, or give "lat,lon" of the spot that is meant.${other}`,
      ...(namesakes.length > 0 && { details: choiceOf(namesakes) }),
    });
  }
  const town = nearbyTown(summit);
  return validationError(`"${name}" is a mountain (${known}, ${summit.elevation_m} m), not a town.`, {
    hint: `Give "${summit.latitude},${summit.longitude}" for its summit${orTown(town)}.${other}`,
    ...(town && { details: choiceOf([town, ...namesakes]) }),
  });
}

function nearbyTown(point: Point): Place | undefined {
  const found = gazetteer.nearest(point, townKm);
  return found && cityPlace(found.city);
}

function orTown(town: Place | undefined): string {
  return town === undefined ? '' : `, or the nearest town: ${listed([town])}`;
}

/** The error for a code of an airport, or undefined for none. */
export function airportError(text: string): ToolError | undefined {
  const airport = airportOf(text);
  if (!airport) return undefined;
  const { name, latitude, longitude, country_code } = airport;
  const town = gazetteer.named(airport.town).find((city) => city.country_code === country_code);
  const places = town === undefined ? [] : [cityPlace(town)];
  const orItsTown = places.length === 0 ? '' : `, or its town: ${listed(places)}`;
  const namesakes = gazetteer.named(text).slice(0, 2).map(cityPlace);
  const other = namesakes.length === 0 ? '' : ` Places called so: ${listed(namesakes)}.`;
  return validationError(`"${text}" is the code of an airport: ${name}, ${country_code}.`, {
    hint: `Give "${latitude},${longitude}" for the airport${orItsTown}.${other}`,
    ...(places.length + namesakes.length > 0 && { details: choiceOf([...places, ...namesakes]) }),
  });
}

/** Whether a text is written like a postal code: digits, with letters or not. */
export function isPostalCode(text: string): boolean {
  if (/^gn-/i.test(text)) return false;
  return /^(?:[A-Z]{1,2}[- ]?)?\d{3,8}(?:[- ]\d{2,5})?(?: ?[A-Z]{2})?$|^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$|^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i.test(
    text,
  );
}

/** The error for a postal code, with the places that the geocoder finds by it. */
export function postalCodeError(text: string, found: readonly Candidate[]): ToolError {
  const places = found.slice(0, maxCandidates).map(({ place }) => place);
  const offer = places.length === 0 ? '' : ` It may be ${listed(places)}.`;
  return notFound(`"${text}" reads like a postal code, and places are found by name.`, {
    hint: `Name the town, with its country, or give "lat,lon".${offer}`,
    ...(places.length > 0 && { details: choiceOf(places) }),
  });
}

/** The error for what the geocoder alone knows, where it is no town; undefined for a place with a weather of its own. */
export function kindError(name: string, { kind, place }: Candidate): ToolError | undefined {
  if (kind === 'region' || kind === 'country') {
    const town = gazetteer.nearest(place, 2 * townKm);
    const towns = town === undefined ? [] : [cityPlace(town.city)];
    return tooLarge(`"${name}" is a ${kind}, too large for one answer.`, towns);
  }
  if (kind !== 'mountain' && kind !== 'water' && kind !== 'airport') return undefined;
  const means = { water: 'a river, lake or sea', airport: 'an airport', mountain: 'a mountain' }[kind];
  const height = kind === 'mountain' && place.elevation_m !== undefined ? ` (${place.elevation_m} m)` : '';
  const town = nearbyTown(place);
  return validationError(`"${name}" is ${means}${height}, not a town.`, {
    hint: `Give "${place.latitude},${place.longitude}" for that spot${orTown(town)}.`,
    ...(town && { details: choiceOf([town]) }),
  });
}

/** What an unknown name looks like. */
interface Unknown {
  /** As the caller wrote it, and the name in it without region and country. */
  readonly text: string;
  readonly name: string;
  /** What was found instead. */
  readonly near?: readonly Candidate[];
}

/** Places of a name, or of the longest part of its words that is one: "10115 Berlin", "Boston Lincolnshire". */
function bearersOf(name: string): readonly City[] {
  const whole = gazetteer.named(name);
  const words = name.split(/[\s;/]+/).filter(Boolean);
  if (whole.length > 0 || words.length > mostWords) return whole;
  for (let length = words.length - 1; length > 0; length -= 1) {
    for (const part of [words.slice(0, length), words.slice(-length)]) {
      const found = gazetteer.named(part.join(' '));
      if (found.some(({ population }) => population >= wellKnown)) return found;
    }
  }
  return [];
}

/** The error for a name that nobody bears, with what was found instead and similar names of the gazetteer. */
export async function unknownPlace({ text, name, near = [] }: Unknown): Promise<ToolError> {
  const country = await countryCodeInAnyLanguage(text);
  if (country !== undefined) return areaError(text, gazetteer.country(country));
  const elsewhere = bearersOf(name).slice(0, maxCandidates).map(cityPlace);
  const similar = elsewhere.length > 0 ? [] : await gazetteer.similarTo(name, 4);
  const beginning = elsewhere.length > 0 ? [] : gazetteer.startingWith(name, 2);
  const places = [
    ...elsewhere,
    ...near.map(({ place }) => place),
    ...similar.map(({ city }) => cityPlace(city)),
    ...beginning.map(cityPlace),
  ];
  const candidates = [...new Map(places.map((place) => [place.city_id, place])).values()].slice(
    0,
    maxCandidates,
  );
  const guess = candidates.length > 0 ? `Did you mean ${listed(candidates)}? ` : '';
  return notFound(`No place is called "${text}".`, {
    hint: `${guess}Check the spelling, add a country ("Paris, FR"), use search_locations, or give "lat,lon".`,
    ...(candidates.length > 0 && { details: choiceOf(candidates) }),
  });
}
