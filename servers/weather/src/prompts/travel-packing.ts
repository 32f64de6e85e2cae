import { z } from 'zod';
import { cityCompletion } from '../completions/city.ts';
import { cityArgument, textArgument } from '../places/prompt-arguments.ts';
import { prompt } from '../tool.ts';

export const travelPacking = prompt({
  name: 'travel_packing',
  title: 'Travel packing list',
  description: 'What to pack for a stay in a city, by its forecast or, further ahead, by its climate.',
  tools: ['get_forecast', 'compare_to_climate', 'get_air_quality'],
  input: z.object({
    city: cityArgument,
    dates: textArgument('Days of the stay, such as 2026-08-01 to 2026-08-07.'),
  }),
  complete: { city: cityCompletion },
  messages: ({ city, dates }, { deps }) => {
    const place = JSON.stringify(city);
    return `Make a packing list for a stay in ${place}, ${JSON.stringify(dates)}. It is ${deps.now().toISOString()} now.

1. Turn the dates into calendar days. If the place is ambiguous, ask me which one I mean.
2. For days at most 15 days ahead call get_forecast with granularity "daily", enough days and variables ["basic", "sun"]. For later days call compare_to_climate for the same days of last year, for temperature_min, temperature_max and precipitation; take the normals from it, and say that they are usual values, not a forecast.
3. Call get_air_quality when the stay begins within a week.

Then write:
- one sentence on the weather to expect, with the lowest and highest temperature and the days with precipitation;
- the list in groups (clothes, rain, sun, other), each item with the reason in a few words;
- what can stay at home.

Use only values from the tools, with their units, and end with the source.`;
  },
});
