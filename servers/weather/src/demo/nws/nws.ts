import type { Site } from '../world/site.ts';
import { createSite, worldSeed } from '../world/site.ts';
import { activeIn, printAlert, zoneAt, zonesOf } from './alerts.ts';
import { halfDayPeriods, hourlyPeriods } from './forecast.ts';
import { cellAt, centreOf, isCovered, OFFICES } from './offices.ts';

export interface NwsRequest {
  path: string;
  query: URLSearchParams;
  /** The User-Agent header; without one the service answers 403. */
  userAgent: string | undefined;
  /** Where the links in the answer point to; the service's own address unless given. */
  origin?: string | undefined;
}

export interface NwsResponse {
  status: number;
  contentType: 'application/geo+json' | 'application/problem+json' | 'text/html';
  /** JSON, or a string for an HTML page. */
  body: unknown;
}

export interface NwsOptions {
  /** The same seed makes the same world as in the other APIs. */
  seed: number | string;
  now: () => Date;
}

export interface Nws {
  respond(request: NwsRequest): NwsResponse;
}

interface Context {
  seed: number;
  now: number;
  origin: string;
}

function problem(
  status: number,
  type: string,
  title: string,
  detail: string,
  more: object = {},
): NwsResponse {
  const body = {
    correlationId: '1f2e3d4c',
    title,
    type: `https://api.weather.gov/problems/${type}`,
    status,
    detail,
    instance: 'https://api.weather.gov/requests/1f2e3d4c',
    ...more,
  };
  return { status, contentType: 'application/problem+json', body };
}

function badRequest(parameter: string, message: string): NwsResponse {
  return problem(400, 'BadRequest', 'Bad Request', 'Bad Request', {
    parameterErrors: [{ parameter, message }],
  });
}

function geo(body: object): NwsResponse {
  return { status: 200, contentType: 'application/geo+json', body: { '@context': [], ...body } };
}

interface Point {
  latitude: number;
  longitude: number;
}

function readPoint(text: string): Point | undefined {
  const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(text);
  if (!match) return undefined;
  const point = { latitude: Number(match[1]), longitude: Number(match[2]) };
  return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? point : undefined;
}

function pointAnswer(text: string, { origin }: Context): NwsResponse {
  const point = readPoint(text);
  if (!point) {
    return problem(
      400,
      'InvalidParameter',
      'Invalid Parameter',
      `Parameter "point" is invalid: '${text}' does not appear to be a valid coordinate`,
    );
  }
  const { latitude, longitude } = point;
  if (!isCovered(latitude, longitude)) {
    return problem(
      404,
      'InvalidPoint',
      'Data Unavailable For Requested Point',
      `Unable to provide data for requested point ${text}`,
    );
  }
  return printPoint(text, point, origin);
}

function printPoint(
  text: string,
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
  origin: string,
): NwsResponse {
  const { office, x, y } = cellAt(latitude, longitude);
  const grid = `${origin}/gridpoints/${office.id}/${x},${y}`;
  const zone = zoneAt(latitude, longitude);
  return geo({
    id: `${origin}/points/${text}`,
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: {
      '@id': `${origin}/points/${text}`,
      '@type': 'wx:Point',
      cwa: office.id,
      forecastOffice: `${origin}/offices/${office.id}`,
      gridId: office.id,
      gridX: x,
      gridY: y,
      forecast: `${grid}/forecast`,
      forecastHourly: `${grid}/forecast/hourly`,
      forecastGridData: grid,
      observationStations: `${grid}/stations`,
      relativeLocation: {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [office.longitude, office.latitude] },
        properties: { city: office.city, state: office.state },
      },
      forecastZone: `${origin}/zones/forecast/${zone.code}`,
      county: `${origin}/zones/county/${zone.code.replace('Z', 'C')}`,
      fireWeatherZone: `${origin}/zones/fire/${zone.code}`,
      timeZone: office.timeZone,
      radarStation: `K${office.id}`,
    },
  });
}

function gridAnswer(match: RegExpExecArray, context: Context): NwsResponse {
  const [, id = '', x, y, hourly] = match;
  const cell = centreOf(id, Number(x), Number(y));
  if (!cell) return problem(404, 'InvalidGridpoint', 'Not Found', `No such gridpoint ${id}/${x},${y}`);
  const { latitude, longitude, office } = cell;
  const site: Site = createSite({ seed: context.seed, latitude, longitude });
  const updated = new Date(Math.floor(context.now / 3600) * 3_600_000)
    .toISOString()
    .replace('.000Z', '+00:00');
  return geo({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: {
      units: 'us',
      forecastGenerator: hourly ? 'HourlyForecastGenerator' : 'BaselineForecastGenerator',
      generatedAt: updated,
      updateTime: updated,
      validTimes: `${updated}/P7DT12H`,
      elevation: { unitCode: 'wmoUnit:m', value: site.elevation },
      periods: hourly
        ? hourlyPeriods(site, office.timeZone, context.now)
        : halfDayPeriods(site, office.timeZone, context.now),
    },
  });
}

function alertsAnswer(query: URLSearchParams, { seed, now, origin }: Context): NwsResponse {
  const text = query.get('point');
  const area = query.get('area');
  if (text !== null && area !== null) {
    return badRequest('query', 'Query parameters "point" and "area" are mutually exclusive');
  }
  const point = text === null ? undefined : readPoint(text);
  if (text !== null && !point)
    return badRequest('query.point', 'Parameter "point" is invalid: invalid format');
  if (point && !isCovered(point.latitude, point.longitude)) {
    return badRequest('query.point', 'Parameter "point" is invalid: out of bounds');
  }
  const states = area === null ? OFFICES.map(({ state }) => state) : area.split(',');
  const unknown = states.find((state) => !OFFICES.some((office) => office.state === state));
  if (unknown !== undefined)
    return badRequest('query.area', `Parameter "area" is invalid: ${unknown} is not a known area`);
  const zones = point
    ? [zoneAt(point.latitude, point.longitude)]
    : zonesOf(OFFICES.filter(({ state }) => states.includes(state)));
  const alerts = zones.flatMap((zone) => activeIn(seed, zone, now)).sort((a, b) => b.sent - a.sent);
  return geo({
    type: 'FeatureCollection',
    features: alerts.map((alert) => printAlert(alert, origin)),
    title:
      text === null
        ? 'Current watches, warnings, and advisories'
        : `Current watches, warnings, and advisories for ${text}`,
    updated: new Date(now * 1000).toISOString().replace('.000Z', '+00:00'),
  });
}

/**
 * The public contract of the US National Weather Service as a function, over the same synthetic world.
 *
 * It answers `/points/{lat,lon}`, `/gridpoints/{office}/{x},{y}/forecast`, the same with `/hourly`, and
 * `/alerts/active` with `point` or `area`. Alerts include updates that name the messages they replace while
 * those still linger, and cancellations. Errors are problem+json; nothing is thrown.
 */
export function createNws(options: NwsOptions): Nws {
  const seed = worldSeed(options.seed);
  return {
    respond({ path, query, userAgent, origin = 'https://api.weather.gov' }) {
      if (!userAgent) {
        const page =
          '<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1></BODY></HTML>';
        return { status: 403, contentType: 'text/html', body: page };
      }
      const context = { seed, origin, now: Math.floor(options.now().getTime() / 1000) };
      const point = /^\/points\/([^/]+)$/.exec(path)?.[1];
      if (point !== undefined) return pointAnswer(decodeURIComponent(point), context);
      const grid = /^\/gridpoints\/([A-Z]{3})\/(\d+),(\d+)\/forecast(\/hourly)?$/.exec(path);
      if (grid) return gridAnswer(grid, context);
      if (path === '/alerts/active') return alertsAnswer(query, context);
      return problem(404, 'NotFound', 'Not Found', `'${path}' is not a valid resource path`);
    },
  };
}
