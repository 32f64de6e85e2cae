import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { alertSchema, severities } from '../alerts/alert.ts';
import { alertReport } from '../alerts/alert-report.ts';
import { placeFields, provenanceFields, provenanceLine } from '../answers/answer.ts';
import { locationInput } from '../places/place.ts';
import { tool } from '../tool.ts';

const warning = alertSchema.omit({ headline: true }).extend({ severity: z.string() });

export const getWeatherAlerts = tool({
  name: 'get_weather_alerts',
  title: 'Get weather alerts',
  description:
    'Official warnings in force at one place, the most severe first. Coverage `none` means that no authority was asked, not that there is no danger.',
  access: 'read',
  toolset: 'core',
  input: z.object({
    location: locationInput,
    min_severity: z.enum(severities).default('unknown').describe('Leaves out milder ones.'),
  }),
  example: { location: 'new-york' },
  output: z.object({
    ...placeFields,
    coverage: z.string(),
    statement: ownText,
    alerts: z.array(warning),
    notice: ownText.optional(),
    ...provenanceFields,
  }),
  async handler({ location, min_severity }, { deps, signal }) {
    const place = await deps.places.resolve(location, { signal });
    const reading = await deps.alerts.active(place, { signal });
    return alertReport(place, reading, min_severity);
  },
  render: ({ place, city_id, coverage, statement, alerts, notice, ...provenance }) =>
    [
      `${place} (${city_id}), coverage ${coverage}: ${statement}`,
      ...alerts.map(alertText),
      ...(notice === undefined ? [] : [notice]),
      provenanceLine(provenance),
    ].join('\n'),
});

function alertText(alert: z.output<typeof warning>): string {
  const {
    area,
    description,
    instruction,
    severity,
    event,
    urgency,
    certainty,
    onset,
    ends,
    sender,
    alert_id,
  } = alert;
  const times = [onset && `from ${onset}`, ends && `to ${ends}`].filter(Boolean).join(' ');
  return [
    `${severity.toUpperCase()} ${event}, ${urgency}, ${certainty}, ${times || 'times missing'}, ${sender} (${alert_id})`,
    ...[area, description, instruction].filter(Boolean),
  ].join('\n');
}
