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

/** What a caller wants to read of the warnings. */
export interface AlertWish {
  readonly minSeverity: Severity;
  /** The reader's language; issuers write in their own. */
  readonly language?: string | undefined;
}

/**
 * The warnings of a place from a severity upwards, with what the absence of warnings would mean.
 *
 * `notice` tells how many were left out as milder or of unknown severity, and that nothing is translated.
 * Headlines only repeat event, times and sender, so they go. The issuers' texts stay untrusted.
 */
export function alertReport(place: Place, reading: Reading<AlertsRead>, wish: AlertWish) {
  const { coverage, statement, alerts } = reading.value;
  const shown = alerts.filter(({ severity }) => rank(severity) >= rank(wish.minSeverity));
  const leftOut = alerts.length - shown.length;
  const notices = [
    ...(leftOut > 0 ? [`${leftOut} below ${wish.minSeverity} or of unknown severity left out.`] : []),
    ...(wish.language !== undefined && shown.length > 0
      ? [`Texts are as issued, not translated to ${wish.language}.`]
      : []),
  ];
  return {
    ...placeOf(place),
    coverage,
    statement,
    alerts: shown.map(withoutHeadline),
    ...(notices.length > 0 && { notice: notices.join(' ') }),
    ...provenanceOf(reading),
  };
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

function withoutHeadline({ headline: _headline, ...alert }: Alert): Omit<Alert, 'headline'> {
  return alert;
}
