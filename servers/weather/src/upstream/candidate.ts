import type { Place } from '../places/place.ts';

/** What a place of the geocoder is: somewhere people live, or something that has no one weather or no people. */
export type PlaceKind =
  | 'town'
  | 'municipality'
  | 'region'
  | 'country'
  | 'mountain'
  | 'water'
  | 'airport'
  | 'spot';

/** A place that a query may mean. */
export interface Candidate {
  readonly place: Place;
  readonly kind: PlaceKind;
  /** Names of the divisions and the country that it lies in. */
  readonly areas: readonly string[];
  readonly isCapital: boolean;
  /** Set when the place is known to bear the name that was asked for, whatever its first name is. */
  readonly bearsName?: true;
}

const kinds: readonly (readonly [RegExp, PlaceKind])[] = [
  [/^PPL|^STNB$/, 'town'],
  [/^(?:PCL|TERR)/, 'country'],
  [/^(?:ADM[12]|RGN|CONT|ZN)/, 'region'],
  [/^ADM/, 'municipality'],
  [/^(?:MT|PK|VLC|HLL|RDGE|MTS)/, 'mountain'],
  [/^(?:STM|LK|SEA|OCN|BAY|GULF|RSV|CHN|CNL|STRT|LGN)/, 'water'],
  [/^AIR/, 'airport'],
];

/** What a feature code of GeoNames says. */
export function kindOf(featureCode: string): PlaceKind {
  return kinds.find(([pattern]) => pattern.test(featureCode))?.[1] ?? 'spot';
}
