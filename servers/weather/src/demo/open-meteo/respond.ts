import { clamp, HOUR } from '../world/math.ts';
import { hashText, hashUnit } from '../world/noise.ts';
import type { Site } from '../world/site.ts';
import type { SeriesApi } from './apis.ts';
import { APIS } from './apis.ts';
import type { Model } from './models.ts';
import { covers, readModels } from './models.ts';
import type { PlaceIndex } from './places.ts';
import { Refusal } from './refusal.ts';
import type { Coordinate } from './request.ts';
import { readCoordinates, readDays, readElevations, readList, readSteps } from './request.ts';
import type { Print, Section, SectionName } from './sections.ts';
import { checkNames, currentSection, dailySection, SECTIONS, steppedSection } from './sections.ts';
import type { Units } from './units.ts';
import { readUnits } from './units.ts';
import type { View } from './view.ts';
import { createViews } from './view.ts';
import type { Zone } from './zones.ts';
import { readZones } from './zones.ts';

/** What the contract knows besides the request. */
export interface World {
  places: PlaceIndex;
  /** Unix seconds. */
  now: number;
  /** The site of a coordinate, with the elevation that the caller set, if any. */
  site(coordinate: Coordinate, elevation: number | undefined): Site;
}

interface Request {
  api: SeriesApi;
  query: URLSearchParams;
  now: number;
  names: ReadonlyMap<SectionName, readonly string[]>;
  models: readonly Model[];
  units: Units;
  unix: boolean;
  tilt: number;
  count: number;
}

function readTimeFormat(query: URLSearchParams): boolean {
  const text = query.get('timeformat') || 'iso8601';
  if (text !== 'iso8601' && text !== 'unixtime') {
    throw new Refusal(`Cannot initialize Timeformat from invalid String value ${text} for key timeformat`);
  }
  return text === 'unixtime';
}

function readRequest(api: SeriesApi, query: URLSearchParams, now: number, count: number): Request {
  const names = new Map(SECTIONS[api].map((section) => [section, readList(query, section)]));
  for (const [section, list] of names) checkNames(section, list);
  return {
    api,
    query,
    now,
    names,
    models: readModels(api, readList(query, 'models'), APIS[api].defaultModel),
    units: readUnits(query),
    unix: readTimeFormat(query),
    tilt: Number(query.get('tilt') ?? 0) || 0,
    count,
  };
}

/** A coordinate of the model grid as a 32-bit float prints it. */
function snap(value: number, grid: number, limit: number): number {
  const cell = clamp(Math.round(value / grid) * grid, -limit, limit);
  return Number(Math.fround(cell).toPrecision(8)) + 0;
}

function section(
  name: SectionName,
  request: Request,
  views: readonly View[],
  print: Print,
  index: number,
): Section {
  const { api, query, now, count } = request;
  const names = request.names.get(name) ?? [];
  if (name === 'current') return currentSection(views, names, print);
  const days = readDays(api, query, now, print.zone, index, count);
  if (name === 'daily') return dailySection(views, names, days, print);
  const span = readSteps(api, query, name, days, now, print.zone);
  return steppedSection(views, names, span, name === 'hourly' ? HOUR : HOUR / 4, print);
}

function answer(request: Request, coordinate: Coordinate, site: Site, zone: Zone, index: number): object {
  const { api, query, models } = request;
  const { latitude, longitude } = coordinate;
  if (models.every((model) => !covers(model, latitude, longitude))) {
    throw new Refusal('No data is available for this location');
  }
  const allMembers = api === 'ensemble' || (api === 'flood' && query.get('ensemble') === 'true');
  const views = createViews(api, site, models, { now: request.now, tilt: request.tilt }, allMembers);
  const print: Print = { units: request.units, unix: request.unix, zone };
  // Refuses a wrong range even when the request names no variables.
  readDays(api, query, request.now, zone, index, request.count);
  const body: Record<string, unknown> = {
    latitude: snap(latitude, APIS[api].grid, 90),
    longitude: snap(longitude, APIS[api].grid, 180),
    generationtime_ms: 0.05 + hashUnit(hashText(query.toString()), index),
    utc_offset_seconds: zone.offset,
    timezone: zone.name,
    timezone_abbreviation: zone.abbreviation,
    elevation: site.elevation,
  };
  if (index > 0) body['location_id'] = index;
  for (const [name, names] of request.names) {
    if (names.length === 0) continue;
    const { columns, units } = section(name, request, views, print, index);
    body[`${name}_units`] = units;
    body[name] = columns;
  }
  return body;
}

/** Answers one of the time series APIs: an object for one coordinate, an array for several. */
export function respondSeries(api: SeriesApi, query: URLSearchParams, world: World): unknown {
  const coordinates = readCoordinates(query);
  const elevations = readElevations(query, coordinates.length);
  const zones = readZones(query, coordinates, world.places, new Date(world.now * 1000));
  const request = readRequest(api, query, world.now, coordinates.length);
  const bodies = coordinates.map((coordinate, i) => {
    const given = elevations[i];
    const site = world.site(coordinate, Number.isNaN(given) ? undefined : given);
    const zone = zones[i] ?? { name: 'GMT', abbreviation: 'GMT', offset: 0 };
    return answer(request, coordinate, site, zone, i);
  });
  return bodies.length === 1 ? bodies[0] : bodies;
}
