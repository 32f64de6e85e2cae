import { z } from 'zod';
import { activityCompletion } from '../completions/activity.ts';
import { cityCompletion } from '../completions/city.ts';
import { cityArgument, textArgument } from '../places/prompt-arguments.ts';
import { prompt } from '../tool.ts';

export const eventGoNoGo = prompt({
  name: 'event_go_no_go',
  title: 'Event: go or no-go',
  description: 'Decide by the weather whether an outdoor event should take place, and when else it could.',
  tools: [
    'get_forecast',
    'get_forecast_confidence',
    'find_best_window',
    'get_weather_alerts',
    'get_weather_summary',
    'compare_to_climate',
  ],
  input: z.object({
    city: cityArgument,
    date: textArgument('Day of the event, such as 2026-08-15 or "this Saturday".'),
    activity: textArgument('What is planned outdoors, such as wedding.'),
  }),
  complete: { city: cityCompletion, activity: activityCompletion },
  messages: ({ city, date, activity }, { deps }) => {
    const place = JSON.stringify(city);
    return `Decide whether this outdoor event should go ahead: ${JSON.stringify(activity)} in ${place} on ${JSON.stringify(date)}. It is ${deps.now().toISOString()} now.

1. Turn the day into a calendar date at the place. If the place is ambiguous, ask me which one I mean.
2. Say which weather would spoil this activity (rain, gusts, heat, cold, lightning) and from which values on.
3. If the day is at most 15 days ahead:
   - call get_forecast with granularity "hourly", enough days, and its cursor until you have the hours of the event;
   - call get_forecast_confidence for the value that matters most and your limit;
   - call find_best_window for the days around, with the activity or your limits, for a better time;
   - call get_weather_alerts, and within two days get_weather_summary for risks and for what could not be checked.
   If it is further ahead, no forecast reaches it: call compare_to_climate for the same day of last year, and take the normal and the records from it.

Then answer in this order:
- **GO**, **NO-GO** or **DECIDE LATER** (with the date when a forecast will be worth asking);
- the two or three values that decide it, each with its hour, unit and probability;
- the best other time;
- what would change the decision.

Use only values from the tools. Do not call a forecast certain, and when alert coverage is "none" or something was not checked say so.`;
  },
});
