import { notFound, validationError } from '@patchbay/core';
import { isoDate } from '@patchbay/schemas';
import { z } from 'zod';
import { activityNames } from '../domain/activity.ts';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../domain/answer.ts';
import { dayIn } from '../domain/local-time.ts';
import { periodLabel } from '../domain/period.ts';
import { locationInput } from '../domain/place.ts';
import { rowSchema, tableText, unitsSchema } from '../domain/table.ts';
import { isUnlimited, windowLimits, windowPeriod, windowQuery } from '../domain/window-question.ts';
import { windowReport } from '../domain/window-report.ts';
import { tool } from '../tool.ts';

export const findBestWindow = tool({
  name: 'find_best_window',
  title: 'Find best window',
  description:
    'Find the best hours or days at one place for an activity or for own limits. Returns up to three windows scored 0–100 (50 and more fits); when none fits, the nearest misses and what blocks them.',
  access: 'read',
  toolset: 'planning',
  input: z.object({
    location: locationInput,
    activity: z.enum(activityNames).optional().describe('Preset of limits; those below override it.'),
    max_rain: z.number().min(0).optional().describe('Precipitation per hour.'),
    max_wind: z.number().min(0).optional().describe('Wind speed.'),
    min_temperature: z.number().optional().describe('Coldest hour.'),
    max_temperature: z.number().optional().describe('Hottest hour.'),
    daylight_only: z.boolean().optional().describe('Only while the sun is up.'),
    duration_hours: z.int().min(1).max(24).optional().describe('Length in hours; preset, else 2.'),
    whole_days: z.boolean().default(false).describe('Rank days instead of hours.'),
    start: isoDate.optional().describe('First day; today if absent.'),
    end: isoDate.optional().describe('Last day; default start + 6, up to 15 days ahead.'),
    units: unitsInput,
  }),
  output: z.object({
    ...placeFields,
    found: z.boolean(),
    windows: z.array(rowSchema),
    units: unitsSchema,
    constraints: z.array(z.string()),
    blockers: z.array(z.string()).optional(),
    ...provenanceFields,
  }),
  async handler({ location, ...input }, { deps, signal }) {
    const { min_temperature, max_temperature, units } = input;
    if (min_temperature !== undefined && max_temperature !== undefined && min_temperature > max_temperature) {
      throw validationError('min_temperature exceeds max_temperature.', { hint: 'Swap the two.' });
    }
    const place = await deps.places.resolve(location, { signal });
    const today = dayIn(place.timezone ?? 'UTC', deps.now());
    const period = windowPeriod(input, today);
    if ('problem' in period) throw validationError(period.problem, { hint: period.hint });
    const question = { ...windowLimits(input), wholeDays: input.whole_days, period, units };
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
  render: ({ place, city_id, found, windows, units, constraints, blockers, ...provenance }) =>
    [
      `${place} (${city_id}): ${found ? 'windows that fit' : 'NO window fits; nearest misses'}, best first.`,
      `Limits: ${constraints.join(', ')}.`,
      tableText(windows, units),
      ...(blockers ?? []),
      provenanceLine(provenance),
    ].join('\n'),
});
