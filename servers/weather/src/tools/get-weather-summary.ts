import { validationError } from '@patchbay/core';
import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../answers/answer.ts';
import { ifReadable } from '../answers/if-readable.ts';
import { riskAirQuery } from '../forecast/risk-report.ts';
import { summarise, summaryPeriod, summaryQuery } from '../forecast/summary.ts';
import { locationInput } from '../places/place.ts';
import { rowSchema, unitsSchema } from '../series/table.ts';
import { tool } from '../tool.ts';

export const getWeatherSummary = tool({
  name: 'get_weather_summary',
  title: 'Get weather summary',
  description:
    'Briefing for one place, by `city_id` or `location`: now, today, tomorrow, risks, alerts and a paragraph to quote. For more days use get_forecast.',
  access: 'read',
  toolset: 'core',
  input: z.object({
    city_id: z.string().trim().min(1).optional().describe('City id, such as "new-york".'),
    location: locationInput.optional(),
    hours: z.int().min(1).max(48).optional().describe('Next hours only.'),
    units: unitsInput,
  }),
  example: { city_id: 'london' },
  output: z.object({
    ...placeFields,
    time: z.string(),
    summary: ownText,
    outlook: z.record(z.string(), rowSchema),
    units: unitsSchema,
    risks: z.array(ownText),
    not_checked: z.array(ownText),
    thresholds: ownText,
    alerts: z.array(ownText),
    alert_coverage: z.string(),
    ...provenanceFields,
  }),
  async handler({ city_id, location, hours, units }, { deps, signal }) {
    const place = await deps.places.resolve(wanted(city_id, location), { signal });
    const question = { units, hours };
    const [reading, air, alerts] = await Promise.all([
      deps.weather.series('forecast', summaryQuery(place, question), { signal }),
      ifReadable(deps.weather.series('air_quality', riskAirQuery([place], summaryPeriod(hours)), { signal })),
      ifReadable(deps.alerts.active(place, { signal })),
    ]);
    return summarise(place, question, { reading, air, alerts, now: deps.now() });
  },
  render: ({ place, city_id, time, summary, alerts, alert_coverage, thresholds, ...rest }) =>
    [
      `${place} (${city_id}) at ${time}`,
      summary,
      `Alerts (coverage ${alert_coverage}): ${alerts.length === 0 ? 'none shown' : alerts.join('; ')}.`,
      `Limits of risks: ${thresholds}.`,
      provenanceLine(rest),
    ].join('\n'),
});

function wanted(cityId: string | undefined, location: string | undefined): string {
  const [only, ...others] = [cityId, location].filter((text) => text !== undefined);
  if (only !== undefined && others.length === 0) return only;
  throw validationError('city_id or location: exactly one of them is required.', {
    hint: 'Pass location with a place name, or city_id with an id from search_locations.',
  });
}
