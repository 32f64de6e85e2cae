import { type ToolError, validationError } from '@patchbay/core';
import { distanceKm } from '../places/geo.ts';
import { type Place, placeLabel } from '../places/place.ts';
import type { Candidate } from './candidate.ts';
import { foldName } from './gazetteer/fold.ts';
import { dominates, leaderOf } from './gazetteer/leader.ts';

/** Records of one name within this distance are one place. */
const samePlaceKm = 30;
/** As many places as an error offers. */
export const maxCandidates = 6;

/**
 * The one place that a name means among the candidates, which come best match first.
 *
 * Only bearers of the name are weighed, likeness never answers: undefined when none bears it. What is no place to live
 * in stands back behind towns. Throws `validation_error` with the candidates when none of them dominates.
 */
export function choosePlace(name: string, candidates: readonly Candidate[]): Candidate | undefined {
  const wanted = foldName(name);
  const bearers = candidates.filter(({ place, bearsName }) => bearsName ?? foldName(place.name) === wanted);
  const towns = bearers.filter(({ kind }) => kind === 'town');
  const spots = bearers.filter(({ kind }) => kind !== 'region' && kind !== 'country');
  const kept = distinct([towns, spots, bearers].find((some) => some.length > 0) ?? []);
  const [leader] = kept;
  if (!leader) return undefined;
  // The geocoder's best match may bear the name in a language that we do not know: Londres is London first.
  const [best] = candidates;
  const isRival = best?.kind === 'town' && !kept.some(({ place }) => place.city_id === best.place.city_id);
  if (isRival && !dominates(leader.place, best.place)) throw ambiguous(name, distinct([best, ...bearers]));
  const chosen = leaderOf(
    name,
    kept.map((candidate) => ({
      candidate,
      name: candidate.place.name,
      population: candidate.place.population ?? 0,
      isCapital: candidate.isCapital,
    })),
  );
  if (chosen) return chosen.candidate;
  throw ambiguous(name, kept);
}

/** The largest first, leaving out smaller records of a place that is already there. */
function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const kept: Candidate[] = [];
  const bySize = [...candidates].sort((a, b) => (b.place.population ?? 0) - (a.place.population ?? 0));
  for (const candidate of bySize) {
    const { place } = candidate;
    const isTwin = kept.some(({ place: other }) => {
      if (other.city_id === place.city_id) return true;
      return foldName(other.name) === foldName(place.name) && distanceKm(other, place) < samePlaceKm;
    });
    if (!isTwin) kept.push(candidate);
  }
  return kept;
}

function ambiguous(name: string, candidates: readonly Candidate[]): ToolError {
  const places = candidates.slice(0, maxCandidates).map(({ place }) => place);
  return validationError(`"${name}" is ambiguous: ${candidates.length} places may be meant.`, {
    hint: `Call again with the city_id of the one that is meant: ${listed(places)}.`,
    details: choiceOf(places),
  });
}

/** Places with their ids, as a hint lists them. */
export function listed(places: readonly Place[]): string {
  return places.map((place) => `${placeLabel(place)} = "${place.city_id}"`).join('; ');
}

/** The details of an error that asks to choose. */
export function choiceOf(candidates: readonly Place[]) {
  return { needs_choice: true, candidates: [...candidates] };
}
