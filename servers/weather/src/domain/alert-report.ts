import { type Alert, type Severity, severities } from './alert.ts';
import { placeOf, provenanceOf } from './answer.ts';
import type { Place } from './place.ts';
import type { Reading } from './series.ts';

/** Official warnings as their source reports them for one place. */
export interface AlertsRead {
  readonly coverage: 'official' | 'none';
  readonly statement: string;
  readonly alerts: readonly Alert[];
}

/**
 * The warnings of a place from a severity upwards, with what the absence of warnings would mean.
 *
 * `left_out` counts the milder ones and those of unknown severity. The issuers' texts stay untrusted.
 */
export function alertReport(place: Place, reading: Reading<AlertsRead>, minSeverity: Severity) {
  const { coverage, statement, alerts } = reading.value;
  const shown = alerts.filter((alert) => rank(alert.severity) >= rank(minSeverity));
  return {
    ...placeOf(place),
    coverage,
    statement,
    alerts: shown,
    left_out: alerts.length - shown.length,
    ...provenanceOf(reading),
  };
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}
