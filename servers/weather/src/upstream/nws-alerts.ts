import { isBag, stripInvisible, truncate } from '@patchbay/schemas';
import { z } from 'zod';
import { type Alert, type Severity, severities } from '../alerts/alert.ts';

/** What is no text is treated as absent: one odd member must not cost the warning. */
const optionalText = z.string().nullish().catch(undefined);

const message = z.object({
  id: optionalText,
  event: optionalText,
  severity: optionalText,
  urgency: optionalText,
  certainty: optionalText,
  status: optionalText,
  scope: optionalText,
  messageType: optionalText,
  response: optionalText,
  headline: optionalText,
  description: optionalText,
  instruction: optionalText,
  areaDesc: optionalText,
  onset: optionalText,
  effective: optionalText,
  expires: optionalText,
  ends: optionalText,
  senderName: optionalText,
  references: z.unknown().optional().transform(identifiersIn),
});

type Message = z.output<typeof message>;
/** A message that can be shown. */
type Warning = Message & { readonly id: string; readonly event: string };

/** A feature without properties is a message that says nothing. */
const feature = z
  .object({ properties: message })
  .transform(({ properties }) => properties)
  .catch(() => message.parse({}));

/** An answer of `/alerts/active`: GeoJSON with one Common Alerting Protocol message per feature. */
export const alertsAnswer = z.object({ features: z.array(feature) });

/** What a list of messages comes to. */
export interface InForce {
  readonly alerts: readonly Alert[];
  /** How many messages may be warnings and say neither who they are nor of what they warn. */
  readonly unreadable: number;
}

/**
 * The warnings in force among the messages, the most severe first, then the earliest.
 *
 * Only actual public messages count, no tests and exercises; each CAP id counts once; acknowledgements, errors,
 * all-clears, cancelled and ended messages and those that an update refers to are left out. Texts are the issuer's,
 * cleaned of invisible characters and cut.
 */
export function alertsInForce(messages: readonly Message[], now: Date): InForce {
  const actual = messages.filter(
    ({ status, scope }) => isWord(status ?? 'Actual', 'Actual') && isWord(scope ?? 'Public', 'Public'),
  );
  const replaced = new Set(
    actual
      .filter(({ messageType }) => isWord(messageType, 'Update', 'Cancel'))
      .flatMap(({ references }) => references),
  );
  const current = actual.filter(
    (one) =>
      !isWord(one.messageType, 'Cancel', 'Ack', 'Error') &&
      !isWord(one.response, 'AllClear') &&
      !replaced.has(one.id ?? '') &&
      !isOver(one, now),
  );
  const warnings = new Map(current.filter(isWarning).map((one) => [one.id, one]));
  return {
    alerts: [...warnings.values()].map(toAlert).sort(bySeverityThenOnset),
    unreadable: current.filter((one) => !isWarning(one)).length,
  };
}

function isWord(text: string | null | undefined, ...words: readonly string[]): boolean {
  return words.some((word) => word.toLowerCase() === text?.toLowerCase());
}

function isWarning(one: Message): one is Warning {
  return [one.id, one.event].every((text) => clean(text, 10) !== '');
}

/**
 * The ids that a message refers to, in every form that is found: objects with an `identifier`, ids as text, and the
 * protocol's own "sender,identifier,sent" separated by spaces. What is none of these refers to nothing.
 */
function identifiersIn(references: unknown): readonly string[] {
  return [references].flat().flatMap((one) => {
    const text = isBag(one) ? one['identifier'] : one;
    if (typeof text !== 'string') return [];
    return text.split(/\s+/).flatMap((each) => {
      const [sender = '', identifier] = each.split(',');
      return identifier ?? sender;
    });
  });
}

/** The event's end decides; where none is told, the message's own, which may come before the next update. */
function isOver({ expires, ends }: Message, now: Date): boolean {
  const [end] = [ends, expires].map((text) => Date.parse(text ?? '')).filter((time) => !Number.isNaN(time));
  return end !== undefined && end <= now.getTime();
}

function toAlert(one: Warning): Alert {
  const description = clean(one.description, 2_000);
  const instruction = clean(one.instruction, 1_000);
  const onset = one.onset ?? one.effective;
  const ends = one.ends ?? one.expires;
  const event = clean(one.event, 120);
  return {
    alert_id: clean(one.id, 200),
    event,
    severity: severityOf(one.severity),
    urgency: clean(one.urgency, 40) || 'Unknown',
    certainty: clean(one.certainty, 40) || 'Unknown',
    headline: clean(one.headline, 300) || event,
    ...(description && { description }),
    ...(instruction && { instruction }),
    area: clean(one.areaDesc, 300),
    ...(onset && { onset: clean(onset, 40) }),
    ...(ends && { ends: clean(ends, 40) }),
    sender: clean(one.senderName, 120) || 'US National Weather Service',
  };
}

function severityOf(text: string | null | undefined): Severity {
  const wanted = text?.toLowerCase();
  return severities.find((severity) => severity === wanted) ?? 'unknown';
}

function clean(text: string | null | undefined, max: number): string {
  return truncate(stripInvisible(text ?? '').text.trim(), max);
}

function bySeverityThenOnset(a: Alert, b: Alert): number {
  const difference = severities.indexOf(b.severity) - severities.indexOf(a.severity);
  return difference || Date.parse(a.onset ?? '') - Date.parse(b.onset ?? '') || 0;
}
