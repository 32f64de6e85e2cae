import { DAY } from '../world/math.ts';
import type { SeriesApi } from './apis.ts';
import { APIS } from './apis.ts';
import { readModels } from './models.ts';
import { readCoordinates, readDays, readList } from './request.ts';
import { SECTIONS } from './sections.ts';

/** How much a request asks for: what the real service reckons its price from. */
export interface RequestSize {
  locations: number;
  /** Variables of all sections, times models, times members. */
  columns: number;
  days: number;
}

/** Measures a request to a time series API; throws the same `Refusal` as answering it would. `now` in unix seconds. */
export function measureRequest(api: SeriesApi, query: URLSearchParams, now: number): RequestSize {
  const locations = readCoordinates(query).length;
  const variables = SECTIONS[api].reduce((sum, section) => sum + readList(query, section).length, 0);
  const models = readModels(api, readList(query, 'models'), APIS[api].defaultModel);
  const members = models.reduce((sum, model) => sum + (api === 'ensemble' ? model.members : 1), 0);
  const zone = { name: 'GMT', abbreviation: 'GMT', offset: 0 };
  const days = readDays(api, query, now, zone, 0, locations);
  return { locations, columns: variables * members, days: (days.end - days.start) / DAY };
}
