import type { Site } from '../world/site.ts';
import { createSite, worldSeed } from '../world/site.ts';
import type { SeriesApi } from './apis.ts';
import { APIS, MAX_ELEVATION_POINTS } from './apis.ts';
import { getPlace, searchPlaces } from './geocoding.ts';
import type { RequestSize } from './measure.ts';
import { measureRequest } from './measure.ts';
import type { PlaceIndex } from './places.ts';
import { Refusal } from './refusal.ts';
import type { Coordinate } from './request.ts';
import { readCoordinates } from './request.ts';
import { respondSeries } from './respond.ts';

/** The APIs of the public contract, by the names of their hosts. */
export type OpenMeteoApi = SeriesApi | 'elevation' | 'geocoding';

export interface OpenMeteoRequest {
  /** Path below the host: the paths of all hosts are distinct. */
  path: string;
  query: URLSearchParams;
}

export interface OpenMeteoResponse {
  status: number;
  /** JSON as it goes over the wire. */
  body: unknown;
}

export interface OpenMeteoOptions {
  /** The same seed makes the same world. */
  seed: number | string;
  now: () => Date;
  /** Places for geocoding, for `timezone=auto`, and for the elevation of cities. */
  places: PlaceIndex;
}

export interface OpenMeteo {
  respond(request: OpenMeteoRequest): OpenMeteoResponse;
  /** The API that serves a path; undefined for an unknown path. */
  apiOf(path: string): OpenMeteoApi | undefined;
  /** What a request for time series asks for; undefined for one that would be refused, and for any other. */
  measure(request: OpenMeteoRequest): RequestSize | undefined;
}

/** Sites kept between requests; describing one costs about as much as a week of its weather. */
const KEPT_SITES = 500;
/** Within this distance a point is in the settlement and takes its elevation. */
const SETTLED_KM = 8;

function createSites(seed: number, places: PlaceIndex): (at: Coordinate, elevation?: number) => Site {
  const kept = new Map<string, Site>();
  return ({ latitude, longitude }, elevation) => {
    const lat = Math.round(latitude * 100) / 100;
    const lon = Math.round(longitude * 100) / 100;
    const key = `${lat} ${lon} ${elevation ?? ''}`;
    const known = kept.get(key);
    if (known) return known;
    const nearest = places.nearest(lat, lon);
    const settled = nearest !== undefined && nearest.km < SETTLED_KM;
    const height = elevation ?? (settled ? nearest.place.elevation : undefined);
    const site = createSite({ seed, latitude: lat, longitude: lon, elevation: height, settled });
    const oldest = kept.keys().next();
    if (kept.size >= KEPT_SITES && !oldest.done) kept.delete(oldest.value);
    kept.set(key, site);
    return site;
  };
}

/**
 * The public contract of Open-Meteo as a function, over a synthetic world.
 *
 * Values depend on the seed, the place (to 0.01°) and the instant alone, so every API and every window agrees
 * about them; only members and models other than `best_match` also depend on `now`, from which their errors
 * grow. A bad request is answered with status 400 (404 for an unknown path) and `{ error: true, reason }`, never
 * thrown.
 */
export function createOpenMeteo(options: OpenMeteoOptions): OpenMeteo {
  const { places } = options;
  const site = createSites(worldSeed(options.seed), places);
  const now = (): number => Math.floor(options.now().getTime() / 1000);
  const answer = ({ path, query }: OpenMeteoRequest): unknown => {
    const api = apiOfPath(path);
    if (!api) throw new Refusal('Not Found', 404);
    if (api === 'geocoding')
      return path.endsWith('/get') ? getPlace(places, query) : searchPlaces(places, query);
    if (api === 'elevation') {
      return { elevation: readCoordinates(query, MAX_ELEVATION_POINTS).map((at) => site(at).elevation) };
    }
    return respondSeries(api, query, { places, now: now(), site });
  };
  return {
    respond: (request) =>
      unlessRefused(
        () => ({ status: 200, body: answer(request) }),
        ({ status, message }) => ({ status, body: { error: true, reason: message } }),
      ),
    apiOf: apiOfPath,
    measure({ path, query }) {
      const api = apiOfPath(path);
      if (!api || !isSeries(api)) return undefined;
      return unlessRefused(
        () => measureRequest(api, query, now()),
        () => undefined,
      );
    },
  };
}

function unlessRefused<Answer>(answer: () => Answer, refused: (refusal: Refusal) => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

const PATHS = new Map<string, OpenMeteoApi>([
  ...Object.keys(APIS).flatMap((name): [string, OpenMeteoApi][] =>
    isSeries(name) ? [[`/v1/${name}`, name]] : [],
  ),
  ['/v1/era5', 'archive'],
  ['/v1/elevation', 'elevation'],
  ['/v1/search', 'geocoding'],
  ['/v1/get', 'geocoding'],
]);

function isSeries(name: string): name is SeriesApi {
  return name in APIS;
}

function apiOfPath(path: string): OpenMeteoApi | undefined {
  return PATHS.get(path);
}
