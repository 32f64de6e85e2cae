import type { Place } from '../places/place.ts';
import type { Row, Units } from '../series/table.ts';
import type { Variable } from '../series/variable.ts';
import type { Sun } from '../sky/sun.ts';
import { startOfDay } from '../time/local-days.ts';
import { addDays, formatInstant, offsetAt } from '../time/local-time.ts';
import { roundTo } from '../units/numbers.ts';

/**
 * Sunrise, sunset and hours of daylight of a place's days, in its own clock; in words where the sun does not cross the
 * horizon. The almanac is loaded on the first question.
 */
export async function skyRows(place: Place, dates: readonly string[]): Promise<Row[]> {
  const { sunBetween } = await import('../sky/sun.ts');
  return dates.map((date) => {
    const start = startOfDay(date, place.timezone);
    const sun = sunBetween(place, start, startOfDay(addDays(date, 1), place.timezone));
    return {
      sunrise: timeText(sun, 'rise', place.timezone),
      sunset: timeText(sun, 'set', place.timezone),
      daylight: roundTo(sun.daylight_s / 3600, 1),
    };
  });
}

function timeText(sun: Sun, event: 'rise' | 'set', timezone: string): string {
  const at = sun[event];
  if (at !== undefined) return formatInstant(at, offsetAt(at, timezone));
  if (sun.stays === 'up') return 'sun does not set';
  if (sun.stays === 'down') return 'sun does not rise';
  return event === 'rise' ? 'no sunrise on this day' : 'no sunset on this day';
}

/** The unit of what the sky has one for, among the variables asked. */
export function skyUnits(variables: readonly Variable[]): Units {
  return variables.some(({ name, as }) => as === 'sky' && name === 'daylight') ? { daylight: 'h' } : {};
}
