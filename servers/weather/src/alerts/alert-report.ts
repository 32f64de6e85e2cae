import { placeOf, provenanceOf } from '../answers/answer.ts';
import type { Place } from '../places/place.ts';
import type { Reading } from '../series/series.ts';
import { type Alert, type Severity, severities } from './alert.ts';

/** Official warnings as their source reports them for one place. */
export interface AlertsRead {
  readonly coverage: 'official' | 'none';
  readonly statement: string;
  readonly alerts: readonly Alert[];
  /** How many messages of the source may be warnings and could not be read. */
  readonly unreadable?: number;
}

/**
 * The warnings of a place from a severity upwards, with what the absence of warnings would mean.
 *
 * `notice` tells how many were left out as milder or of unknown severity. Headlines only repeat event, times and sender, so they go. The issuers' texts stay untrusted.
 */
export function alertReport(place: Place, reading: Reading<AlertsRead>, minSeverity: Severity) {
  const { coverage, statement, alerts } = reading.value;
  const shown = alerts.filter(({ severity }) => rank(severity) >= rank(minSeverity));
  const leftOut = alerts.length - shown.length;
  return {
    ...placeOf(place),
    coverage,
    statement,
    alerts: shown.map(withoutHeadline),
    ...(leftOut > 0 && { notice: `${leftOut} below ${minSeverity} or of unknown severity left out.` }),
    ...provenanceOf(reading),
  };
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

function withoutHeadline({ headline: _headline, ...alert }: Alert): Omit<Alert, 'headline'> {
  return alert;
}
