import { stripInvisible, truncate } from '@patchbay/schemas';
import { z } from 'zod';
import { type Alert, type Severity, severities } from '../alerts/alert.ts';

const optionalText = z.string().nullish();

const message = z.object({
  id: z.string().min(1),
  event: z.string(),
  severity: optionalText,
  urgency: optionalText,
  certainty: optionalText,
  status: optionalText,
  messageType: optionalText,
  headline: optionalText,
  description: optionalText,
  instruction: optionalText,
  areaDesc: optionalText,
  onset: optionalText,
  effective: optionalText,
  expires: optionalText,
  ends: optionalText,
  senderName: optionalText,
  references: z.array(z.object({ identifier: z.string() })).nullish(),
});

type Message = z.output<typeof message>;

/** An answer of `/alerts/active`: GeoJSON with one Common Alerting Protocol message per feature. */
export const alertsAnswer = z.object({
  features: z.array(z.object({ properties: message })).transform((all) => all.map((one) => one.properties)),
});

/**
 * The warnings in force among the messages, the most severe first, then the earliest.
 *
 * Only actual messages count, no tests and exercises; each CAP id counts once; cancelled and expired messages and
 * those that a later one refers to are left out. Texts are the issuer's, cleaned of invisible characters and cut.
 */
export function alertsInForce(messages: readonly Message[], now: Date): Alert[] {
  const actual = messages.filter(({ status }) => (status ?? 'Actual') === 'Actual');
  const replaced = new Set(
    actual.flatMap(({ references }) => references?.map(({ identifier }) => identifier) ?? []),
  );
  const inForce = new Map(
    actual
      .filter(({ id, messageType }) => messageType !== 'Cancel' && !replaced.has(id))
      .filter((one) => !isOver(one, now))
      .map((one): [string, Message] => [one.id, one]),
  );
  return [...inForce.values()].map(toAlert).sort(bySeverityThenOnset);
}

/** A message may expire before its event does, when the next update is due; it is over once both have passed. */
function isOver({ expires, ends }: Message, now: Date): boolean {
  const times = [expires, ends].map((text) => Date.parse(text ?? '')).filter((time) => !Number.isNaN(time));
  return times.length > 0 && Math.max(...times) <= now.getTime();
}

function toAlert(one: Message): Alert {
  const description = clean(one.description, 2_000);
  const instruction = clean(one.instruction, 1_000);
  const onset = one.onset ?? one.effective;
  const ends = one.ends ?? one.expires;
  const event = clean(one.event, 120) || 'Warning';
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
