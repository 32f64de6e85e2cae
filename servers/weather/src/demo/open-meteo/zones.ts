import { DAY, HOUR } from '../world/math.ts';
import type { PlaceIndex } from './places.ts';
import { Refusal } from './refusal.ts';

/** A timezone with the one offset that the whole response uses, as the real API does across clock changes. */
export interface Zone {
  name: string;
  abbreviation: string;
  offset: number;
}

const GMT: Zone = { name: 'GMT', abbreviation: 'GMT', offset: 0 };
/** Beyond this distance from any known place the zone is that of the longitude, as on the high seas. */
const FAR_KM = 700;

function offsetName(name: string, at: Date): string {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  } catch {
    throw new Refusal('Invalid timezone');
  }
}

function resolveZone(name: string, at: Date): Zone {
  if (name === 'GMT' || name === 'UTC') return { ...GMT, name };
  const [, sign = '+', hours = '0', minutes = '0'] = /^GMT([+-])(\d+):(\d+)/.exec(offsetName(name, at)) ?? [];
  const seconds = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
  const short = Number(minutes) === 0 ? String(Number(hours)) : `${Number(hours)}:${minutes}`;
  return { name, abbreviation: seconds === 0 ? 'GMT' : `GMT${sign}${short}`, offset: seconds };
}

function automatic(places: PlaceIndex, latitude: number, longitude: number): string {
  const nearest = places.nearest(latitude, longitude);
  if (nearest && nearest.km < FAR_KM) return nearest.place.timezone;
  const hours = Math.round(longitude / 15);
  if (hours === 0) return 'GMT';
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/**
 * Resolves the `timezone` parameter for each coordinate: none is GMT, `auto` that of the nearest known place
 * (`Etc/GMT…` far from all of them), one name serves all coordinates.
 */
export function readZones(
  query: URLSearchParams,
  coordinates: readonly { latitude: number; longitude: number }[],
  places: PlaceIndex,
  at: Date,
): Zone[] {
  const names = (query.get('timezone') ?? '').split(',').filter(Boolean);
  if (names.length > 1 && names.length !== coordinates.length) {
    throw new Refusal("Parameter 'timezone' and coordinates must have the same number of elements");
  }
  const known = new Map<string, Zone>();
  return coordinates.map(({ latitude, longitude }, i) => {
    const wanted = names.length > 1 ? names[i] : names[0];
    if (!wanted) return GMT;
    const name = wanted === 'auto' ? automatic(places, latitude, longitude) : wanted;
    const zone = known.get(name) ?? resolveZone(name, at);
    known.set(name, zone);
    return zone;
  });
}

function dateText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** Prints instants as the API does: unix seconds, or local time without a zone (`date` drops the clock). */
export function printTimes(
  start: number,
  step: number,
  count: number,
  options: { offset: number; unix: boolean; date: boolean },
): (string | number)[] {
  const times: (string | number)[] = [];
  let day = Number.NaN;
  let text = '';
  for (let i = 0; i < count; i += 1) {
    const time = start + i * step;
    if (options.unix) {
      times.push(time);
      continue;
    }
    const local = time + options.offset;
    const number = Math.floor(local / DAY);
    if (number !== day) {
      day = number;
      text = dateText(number * DAY);
    }
    times.push(options.date ? text : `${text}T${clock(local - number * DAY)}`);
  }
  return times;
}

function clock(secondsOfDay: number): string {
  const hours = Math.floor(secondsOfDay / HOUR);
  const minutes = Math.floor((secondsOfDay % HOUR) / 60);
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
