import { notFound, type ToolError, validationError } from '@patchbay/core';
import { foldName } from '../gazetteer/fold.ts';
import { cityPlace, gazetteer } from '../gazetteer/gazetteer.ts';
import { distanceKm } from '../places/geo.ts';
import { type Place, placeLabel } from '../places/place.ts';
import type { Candidate } from './candidate.ts';

/** A leader is taken without asking only when it is this many times as large as the next bearer of the name. */
const dominance = 5;
/** Records of one name within this distance are one place. */
const samePlaceKm = 30;
const maxCandidates = 6;

/**
 * The one place that a name means among the candidates, which come best match first.
 *
 * Only bearers of the name are weighed, likeness never answers: undefined when none bears it. Areas stand back behind
 * spots. Throws `validation_error` with the candidates when none of them dominates.
 */
export function choosePlace(name: string, candidates: readonly Candidate[]): Place | undefined {
  const wanted = foldName(name);
  const bearers = candidates.filter(({ place, bearsName }) => bearsName ?? foldName(place.name) === wanted);
  const spots = bearers.filter(({ isArea }) => !isArea);
  const places = distinct(spots.length > 0 ? spots : bearers);
  const [leader, next] = places;
  if (!leader) return undefined;
  // The geocoder's best match may bear the name in a language that we do not know: Londres is London first.
  const [best] = candidates;
  const rival = best && !best.isArea && !places.some(({ city_id }) => city_id === best.place.city_id);
  if (rival && !dominates(leader, best.place)) throw ambiguous(name, distinct([best, ...bearers]));
  if (dominates(leader, next)) return leader;
  throw ambiguous(name, places);
}

/** Whether the larger of two bearers is so much larger that it is meant without asking. */
export function dominates(
  leader: Pick<Place, 'population'>,
  next: Pick<Place, 'population'> | undefined,
): boolean {
  if (next === undefined) return true;
  const [most = 0, second = 0] = [leader.population, next.population];
  return most > 0 && most >= dominance * second;
}

/** The largest first, leaving out smaller records of a place that is already there. */
function distinct(candidates: readonly Candidate[]): readonly Place[] {
  const kept: Place[] = [];
  const bySize = candidates
    .map(({ place }) => place)
    .sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
  for (const place of bySize) {
    const isTwin = kept.some((other) => {
      if (other.city_id === place.city_id) return true;
      return foldName(other.name) === foldName(place.name) && distanceKm(other, place) < samePlaceKm;
    });
    if (!isTwin) kept.push(place);
  }
  return kept;
}

function ambiguous(name: string, places: readonly Place[]): ToolError {
  const candidates = places.slice(0, maxCandidates);
  const listed = candidates.map((place) => `${placeLabel(place)} = "${place.city_id}"`).join('; ');
  return validationError(`"${name}" is ambiguous: ${places.length} places may be meant.`, {
    hint: `Call again with the city_id of the one that is meant: ${listed}.`,
    details: { needs_choice: true, candidates },
  });
}

/** The error for a name that nobody bears, with what was found instead and similar names of the gazetteer. */
export function unknownPlace(text: string, name: string, near: readonly Candidate[] = []): ToolError {
  const similar = gazetteer.similarTo(name, 4).map(cityPlace);
  const places = distinct(near).concat(similar);
  const candidates = [...new Map(places.map((place) => [place.city_id, place])).values()].slice(
    0,
    maxCandidates,
  );
  const listed = candidates.map((place) => `${placeLabel(place)} = "${place.city_id}"`).join('; ');
  const guess = candidates.length > 0 ? `Did you mean ${listed}? ` : '';
  return notFound(`No place is called "${text}".`, {
    hint: `${guess}Check the spelling, add a country ("Paris, FR"), use search_locations, or give "lat,lon".`,
    ...(candidates.length > 0 && { details: { needs_choice: true, candidates } }),
  });
}
