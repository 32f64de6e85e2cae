import tzLookup from '@photostructure/tz-lookup';
import type { Point } from './geo.ts';

/** The time zone of a point by the boundaries of zones, at sea by its longitude; an IANA name. */
export function zoneAt({ latitude, longitude }: Point): string {
  return tzLookup(latitude, longitude);
}
