import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../answers/answer.ts';
import { currentQuery, currentWeather } from '../forecast/current-weather.ts';
import { locationInput } from '../places/place.ts';
import { rowSchema, rowText, unitsSchema } from '../series/table.ts';
import { tool } from '../tool.ts';

export const getCurrentWeather = tool({
  name: 'get_current_weather',
  title: 'Get current weather',
  description:
    'Weather at one place now: condition, temperature, humidity, wind, pressure, and how old they are. For a briefing use get_weather_summary.',
  access: 'read',
  toolset: 'core',
  input: z.object({ location: locationInput, units: unitsInput }),
  example: { location: 'london' },
  output: z.object({
    ...placeFields,
    time: z.string(),
    age_min: z.int(),
    conditions: rowSchema,
    units: unitsSchema,
    ...provenanceFields,
  }),
  async handler({ location, units }, { deps, signal }) {
    const place = await deps.places.resolve(location, { signal });
    const reading = await deps.weather.series('forecast', currentQuery(place, units), { signal });
    return currentWeather(place, reading, deps.now());
  },
  render: ({ place, city_id, time, age_min, conditions, units, ...provenance }) =>
    [
      `${place} (${city_id}) at ${time}, ${age_min} min ago: ${rowText(conditions, units)}.`,
      provenanceLine(provenance),
    ].join('\n'),
});
