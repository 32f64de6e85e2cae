import type { Place } from '../places/place.ts';

/** A place that a query may mean. */
export interface Candidate {
  readonly place: Place;
  /** Names of the divisions and the country that it lies in. */
  readonly areas: readonly string[];
  /** Whether it is a division or a country rather than a spot in one. */
  readonly isArea: boolean;
  /** Set when the place is known to bear the name that was asked for, whatever its first name is. */
  readonly bearsName?: true;
}
