import { notFound, validationError } from '@patchbay/core';
import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../answers/answer.ts';
import { locationInput } from '../places/place.ts';
import { rowSchema, tableText, unitsSchema } from '../series/table.ts';
import { dayInput } from '../time/day-words.ts';
import { dayIn } from '../time/local-time.ts';
import { periodLabel } from '../time/period.ts';
import { tool } from '../tool.ts';
import { activityNames } from '../windows/activity.ts';
import { isUnlimited, windowLimits, windowPeriod, windowQuery } from '../windows/window-question.ts';
import { windowReport } from '../windows/window-report.ts';

export const findBestWindow = tool({
  name: 'find_best_window',
  title: 'Find best window',
  description:
    'Best hours or days ahead at one place for an activity or own limits: three windows scored 0–100 (50 or more fits), or the nearest misses and what blocks them.',
  access: 'read',
  toolset: 'planning',
  input: z.object({
    location: locationInput,
    activity: z.enum(activityNames).optional().describe('Preset limits.'),
    max_rain: z.number().optional().describe('Per hour.'),
    max_wind: z.number().optional().describe('Wind speed.'),
    min_temperature: z.number().optional().describe('Coldest.'),
    max_temperature: z.number().optional().describe('Hottest.'),
    daylight_only: z.boolean().optional().describe('Sun is up.'),
    duration_hours: z.int().min(1).max(24).optional().describe('24 ranks whole days; default preset or 2.'),
    start: dayInput.optional().describe('First day, YYYY-MM-DD; default today.'),
    end: dayInput.optional().describe('Last day; default a week.'),
    units: unitsInput,
  }),
  example: { location: 'london', activity: 'running' },
  output: z.object({
    ...placeFields,
    found: z.boolean(),
    windows: z.array(rowSchema),
    units: unitsSchema,
    limits: z.array(ownText),
    ...provenanceFields,
  }),
  async handler({ location, ...input }, { deps, signal }) {
    const { min_temperature, max_temperature, units } = input;
    if (min_temperature !== undefined && max_temperature !== undefined && min_temperature > max_temperature) {
      throw validationError('min_temperature exceeds max_temperature.', { hint: 'Swap the two.' });
    }
    const place = await deps.places.resolve(location, { signal });
    const today = dayIn(place.timezone, deps.now());
    const period = windowPeriod(input, today);
    if ('problem' in period) throw validationError(period.problem, { hint: period.hint });
    const question = { ...windowLimits(input), period, units };
    if (isUnlimited(question)) {
      throw validationError('There is nothing to rank by.', {
        hint: 'Give an activity, or a limit such as max_rain or max_wind.',
      });
    }
    const reading = await deps.weather.series('forecast', windowQuery(place, question), { signal });
    const report = windowReport(place, question, { reading, now: deps.now() });
    if (report !== undefined) return report;
    throw notFound(`No such window is left in ${periodLabel(period)}.`, {
      hint: 'Shorten duration_hours or set end to a later day.',
    });
  },
  render: ({ place, city_id, found, windows, units, limits, ...provenance }) =>
    [
      `${place} (${city_id}): ${found ? 'windows that fit' : 'NO window fits; nearest misses'}, best first.`,
      `Limits: ${limits.join(', ')}.`,
      tableText(windows, units),
      provenanceLine(provenance),
    ].join('\n'),
});
