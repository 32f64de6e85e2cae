import { createFrame } from '../world/frame.ts';
import { dewPoint } from '../world/humidity.ts';
import { at, DAY, HOUR, round } from '../world/math.ts';
import { precipitationProbability, weatherCode } from '../world/rain.ts';
import type { Site } from '../world/site.ts';
import { humidity, temperature, windDirection, windSpeed } from '../world/weather.ts';

const PERIODS = 14;
const HOURS = 156;
const COMPASS = 'N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW'.split(' ');

/** Short words for a WMO code by day and by night. */
const WORDS = new Map<number, readonly [string, string]>([
  [0, ['Sunny', 'Clear']],
  [1, ['Mostly Sunny', 'Mostly Clear']],
  [2, ['Partly Sunny', 'Partly Cloudy']],
  [3, ['Cloudy', 'Cloudy']],
  [45, ['Patchy Fog', 'Patchy Fog']],
  [51, ['Drizzle', 'Drizzle']],
  [53, ['Drizzle', 'Drizzle']],
  [56, ['Freezing Drizzle', 'Freezing Drizzle']],
  [61, ['Light Rain', 'Light Rain']],
  [63, ['Rain', 'Rain']],
  [65, ['Heavy Rain', 'Heavy Rain']],
  [66, ['Freezing Rain', 'Freezing Rain']],
  [71, ['Light Snow', 'Light Snow']],
  [73, ['Snow', 'Snow']],
  [75, ['Heavy Snow', 'Heavy Snow']],
  [80, ['Rain Showers', 'Rain Showers']],
  [81, ['Rain Showers', 'Rain Showers']],
  [82, ['Heavy Rain Showers', 'Heavy Rain Showers']],
  [85, ['Snow Showers', 'Snow Showers']],
  [86, ['Snow Showers', 'Snow Showers']],
  [95, ['Thunderstorms', 'Thunderstorms']],
]);

function words(code: number, day: boolean): string {
  return WORDS.get(code)?.[day ? 0 : 1] ?? 'Cloudy';
}

function compass(degrees: number): string {
  return COMPASS[Math.round(degrees / 22.5) % 16] ?? 'N';
}

/** Offset of a zone from UTC in seconds at an instant. */
function offsetAt(timeZone: string, time: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const text = format.formatToParts(time * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /^GMT([+-])(\d+):(\d+)/.exec(text) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
}

/** Local time with its offset, as the service prints it: 2026-03-15T06:00:00-05:00. */
export function printLocal(time: number, timeZone: string): string {
  const offset = offsetAt(timeZone, time);
  const local = new Date((time + offset) * 1000).toISOString().slice(0, 19);
  const minutes = Math.abs(offset) / 60;
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return `${local}${offset < 0 ? '-' : '+'}${clock}`;
}

interface Hours {
  start: number;
  fahrenheit: number[];
  mph: number[];
  from: string[];
  codes: number[];
  chance: number[];
  humidity: number[];
  dew: number[];
}

function hoursOf(site: Site, start: number, count: number, now: number): Hours {
  const frame = createFrame(site, start, HOUR, count);
  const air = temperature(frame);
  const humid = humidity(frame);
  return {
    start,
    fahrenheit: Array.from(air, (value) => Math.round(value * 1.8 + 32)),
    mph: Array.from(windSpeed(frame), (value) => Math.round(value * 2.23694)),
    from: Array.from(windDirection(frame), compass),
    codes: Array.from(weatherCode(frame)),
    chance: Array.from(precipitationProbability(frame, now)),
    humidity: Array.from(humid, (value) => Math.round(value)),
    dew: Array.from(air, (value, i) => round(dewPoint(value, at(humid, i)), 2)),
  };
}

function iconOf(code: number, day: boolean): string {
  const name =
    code >= 95 ? 'tsra' : code >= 71 && code !== 80 && code !== 81 && code !== 82 ? 'snow' : 'rain';
  const sky = ['skc', 'few', 'sct', 'ovc'][code] ?? (code === 45 ? 'fog' : name);
  return `https://api.weather.gov/icons/land/${day ? 'day' : 'night'}/${sky}?size=medium`;
}

function percent(value: number): { unitCode: string; value: number } {
  return { unitCode: 'wmoUnit:percent', value };
}

/** The hourly periods of a site from the current hour on. */
export function hourlyPeriods(site: Site, timeZone: string, now: number): object[] {
  const start = Math.floor(now / HOUR) * HOUR;
  const hours = hoursOf(site, start, HOURS, now);
  return hours.fahrenheit.map((value, i) => {
    const begin = start + i * HOUR;
    const hour = new Date((begin + offsetAt(timeZone, begin)) * 1000).getUTCHours();
    const day = hour >= 6 && hour < 18;
    return {
      number: i + 1,
      name: '',
      startTime: printLocal(begin, timeZone),
      endTime: printLocal(begin + HOUR, timeZone),
      isDaytime: day,
      temperature: value,
      temperatureUnit: 'F',
      temperatureTrend: null,
      probabilityOfPrecipitation: percent(at(hours.chance, i)),
      dewpoint: { unitCode: 'wmoUnit:degC', value: at(hours.dew, i) },
      relativeHumidity: percent(at(hours.humidity, i)),
      windSpeed: `${at(hours.mph, i)} mph`,
      windDirection: hours.from[i] ?? 'N',
      icon: iconOf(at(hours.codes, i), day),
      shortForecast: words(at(hours.codes, i), day),
      detailedForecast: '',
    };
  });
}

function periodName(begin: number, timeZone: string, day: boolean, first: boolean): string {
  if (first) return day ? 'Today' : 'Tonight';
  const weekday = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' }).format(begin * 1000);
  return day ? weekday : `${weekday} Night`;
}

interface HalfDay {
  begin: number;
  end: number;
  day: boolean;
}

/** Half days that end at 6 and 18 o'clock on the wall, also across a change of the clocks. */
function halfDays(timeZone: string, begin: number, count: number): HalfDay[] {
  const half = DAY / 2;
  const local = begin + offsetAt(timeZone, begin);
  const first = (Math.floor((local - DAY / 4) / half) + 1) * half + DAY / 4;
  const ends = Array.from({ length: count }, (_, i) => {
    const wall = first + i * half;
    return { wall, time: wall - offsetAt(timeZone, wall - offsetAt(timeZone, begin)) };
  });
  return ends.map(({ wall, time }, i) => ({
    begin: ends[i - 1]?.time ?? begin,
    end: time,
    day: new Date(wall * 1000).getUTCHours() === 18,
  }));
}

function halfDayPeriod(site: Site, timeZone: string, now: number, half: HalfDay, number: number): object {
  const { begin, end, day } = half;
  const hours = hoursOf(site, begin, Math.round((end - begin) / HOUR), now);
  const extreme = day ? Math.max(...hours.fahrenheit) : Math.min(...hours.fahrenheit);
  const code = Math.max(...hours.codes);
  const chance = Math.round(Math.max(...hours.chance) / 10) * 10;
  const slow = Math.min(...hours.mph);
  const fast = Math.max(...hours.mph);
  const wind = slow === fast ? `${fast} mph` : `${slow} to ${fast} mph`;
  const from = hours.from[Math.floor(hours.from.length / 2)] ?? 'N';
  const short = words(code, day);
  const rain = chance >= 20 ? ` Chance of precipitation is ${chance}%.` : '';
  return {
    number,
    name: periodName(begin, timeZone, day, number === 1),
    startTime: printLocal(begin, timeZone),
    endTime: printLocal(end, timeZone),
    isDaytime: day,
    temperature: extreme,
    temperatureUnit: 'F',
    temperatureTrend: null,
    probabilityOfPrecipitation: percent(chance),
    windSpeed: wind,
    windDirection: from,
    icon: iconOf(code, day),
    shortForecast: short,
    detailedForecast: `${short}, with a ${day ? 'high' : 'low'} near ${extreme}. ${from} wind ${wind}.${rain}`,
  };
}

/** Fourteen half days from now on; the halves end at 6 and 18 o'clock local time. */
export function halfDayPeriods(site: Site, timeZone: string, now: number): object[] {
  const begin = Math.floor(now / HOUR) * HOUR;
  return halfDays(timeZone, begin, PERIODS).map((half, i) => halfDayPeriod(site, timeZone, now, half, i + 1));
}
