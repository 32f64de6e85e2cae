import type { Place, PlaceIndex } from './places.ts';
import { Refusal, wrongType } from './refusal.ts';

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Whether two words differ by at most one inserted, deleted, replaced or swapped letter. */
function isOneTypo(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const restA = a.slice(start, a.length - tail);
  const restB = b.slice(start, b.length - tail);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** 3 exact, 2 prefix, 1 one typo, 0 no match; two letters match only exactly, as the real search does. */
function score(name: string, wanted: string): number {
  if (name === wanted) return 3;
  if (wanted.length < 3) return 0;
  if (name.startsWith(wanted)) return 2;
  return wanted.length >= 5 && isOneTypo(name, wanted) ? 1 : 0;
}

function isInArea(place: Place, area: string): boolean {
  if (fold(place.country_code) === area) return true;
  return [place.admin1, place.country].some((name) => name !== undefined && score(fold(name), area) > 0);
}

/**
 * A place as the geocoder prints it: protobuf JSON leaves out every zero and every empty text, so a city at
 * sea level has no `elevation` and one on the equator has no `latitude`.
 */
function printPlace(place: Place): Record<string, number | string> {
  const fields: [string, number | string | undefined][] = [
    ['id', place.id],
    ['name', place.name],
    ['latitude', place.latitude],
    ['longitude', place.longitude],
    ['elevation', place.elevation],
    ['feature_code', place.feature_code],
    ['country_code', place.country_code],
    ['timezone', place.timezone],
    ['population', place.population],
    ['country', place.country],
    ['admin1', place.admin1],
  ];
  const kept = fields.filter((field): field is [string, number | string] => Boolean(field[1]));
  return Object.fromEntries(kept);
}

function readCount(query: URLSearchParams): number {
  const text = query.get('count') ?? '10';
  const count = Number(text);
  if (!/^-?\d+$/.test(text)) throw wrongType('Int', 'count');
  if (count < 1 || count > 100) throw new Refusal('Parameter count must be between 1 and 100.');
  return count;
}

/**
 * `/v1/search`: places by name, best match and then largest first.
 *
 * Names are compared and printed in the language that is asked for. "name, area" keeps the places whose first-level area or country matches the area. `results` is absent when
 * nothing matches.
 */
export function searchPlaces(places: PlaceIndex, query: URLSearchParams): Record<string, unknown> {
  const whole = query.get('name');
  if (whole === null) throw wrongType('String', 'name');
  const count = readCount(query);
  const [first = '', second = ''] = whole.split(',').map(fold);
  const country = query.get('countryCode');
  const language = query.get('language') ?? 'en';
  const ranked = places
    .matching(first)
    .map((place) => ({ ...place, name: place.names?.[language] ?? place.name }))
    .map((place) => ({ place, rank: whole.length < 2 ? 0 : score(fold(place.name), first) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || (b.place.population ?? 0) - (a.place.population ?? 0))
    .map(({ place }) => place);
  const results = (second.length > 1 ? ranked.filter((place) => isInArea(place, second)) : ranked)
    .filter((place) => !country || place.country_code === country)
    .slice(0, count);
  const timing = { generationtime_ms: 0.5 };
  return results.length > 0 ? { results: results.map(printPlace), ...timing } : timing;
}

/** `/v1/get?id=`: one place by its id; a refusal when nobody has it. */
export function getPlace(places: PlaceIndex, query: URLSearchParams): Record<string, unknown> {
  const text = query.get('id') ?? '';
  if (!/^\d+$/.test(text)) throw wrongType('Int32', 'id');
  const place = places.byId(Number(text));
  if (!place) throw new Refusal('Location ID not found.');
  return printPlace(place);
}
