import { z } from 'zod';
import { cityCompletion } from '../completions/city.ts';
import { unitsCompletion } from '../completions/units.ts';
import { cityArgument } from '../places/prompt-arguments.ts';
import { prompt } from '../tool.ts';

export const weatherReport = prompt({
  name: 'weather_report',
  title: 'Weather report',
  description: 'A short weather report for a city: now, today, the coming days, and what to watch out for.',
  tools: ['get_weather_summary', 'get_forecast'],
  input: z.object({
    city: cityArgument,
    units: z
      .enum(['metric', 'imperial'])
      .default('metric')
      .describe('metric or imperial; metric unless given.'),
  }),
  complete: { city: cityCompletion, units: unitsCompletion },
  messages: ({ city, units }) => {
    const place = JSON.stringify(city);
    return `Write a weather report for ${place} in ${units} units.

1. Call get_weather_summary with location ${place} and units "${units}". If it answers with candidates, ask me which place I mean.
2. Call get_forecast with the city_id that it returned as location, granularity "daily", days 5 and units "${units}".

Then write, for a general reader and in at most 150 words:
- what it is like now, with the local time of the values;
- today and tomorrow in a sentence each, with temperatures, precipitation and wind;
- the trend of the three days after;
- official alerts first when there are any. When the alert coverage is "none", say that official warnings were not available, not that there are none;
- the risks of the summary with their hours, and what it lists as not_checked.

Use only values from the tools, with their units. Say when a value is missing or stale, and end with the source.`;
  },
});
