import { fenceUntrusted } from '@patchbay/schemas';
import { z } from 'zod';
import { type Alert, alertSchema, severities } from '../domain/alert.ts';
import { alertReport } from '../domain/alert-report.ts';
import { placeFields, provenanceFields, provenanceLine } from '../domain/answer.ts';
import { locationInput } from '../domain/place.ts';
import { tool } from '../tool.ts';

export const getWeatherAlerts = tool({
  name: 'get_weather_alerts',
  title: 'Get weather alerts',
  description:
    'Official warnings in force at one place, the most severe first. Read `coverage`: `none` means that no authority was asked, not that there is no danger.',
  access: 'read',
  toolset: 'core',
  input: z.object({
    location: locationInput,
    min_severity: z.enum(severities).default('unknown').describe('Leave out milder warnings.'),
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag')
      .optional()
      .describe("Reader's language, such as es; texts stay as issued."),
  }),
  output: z.object({
    ...placeFields,
    coverage: z.string(),
    statement: z.string(),
    alerts: z.array(alertSchema),
    left_out: z.int(),
    notice: z.string().optional(),
    ...provenanceFields,
  }),
  async handler({ location, min_severity, language }, { deps, signal }) {
    const place = await deps.places.resolve(location, { signal });
    const reading = await deps.alerts.active(place, { signal });
    const report = alertReport(place, reading, min_severity);
    const isTold = language !== undefined && report.alerts.length > 0;
    return { ...report, ...(isTold && { notice: `Texts are as issued, not translated to ${language}.` }) };
  },
  render: ({ place, city_id, coverage, statement, alerts, left_out, notice, ...provenance }) =>
    [
      `${place} (${city_id}), coverage ${coverage}: ${statement}`,
      ...alerts.map(alertText),
      `Left out by min_severity: ${left_out}.`,
      ...(notice === undefined ? [] : [notice]),
      provenanceLine(provenance),
    ].join('\n'),
});

function alertText(alert: Alert): string {
  const { severity, event, urgency, certainty, onset, ends, alert_id } = alert;
  const times = [onset && `from ${onset}`, ends && `to ${ends}`].filter(Boolean).join(' ');
  const prose = [alert.headline, alert.area, alert.sender, alert.description, alert.instruction];
  return [
    `${severity.toUpperCase()} ${event}, ${urgency}, ${certainty}, ${times || 'times missing'} (${alert_id})`,
    fenceUntrusted(prose.filter(Boolean).join('\n'), 'issuer'),
  ].join('\n');
}
