import { validationError } from '@patchbay/core';
import type { Query } from '@patchbay/upstream';
import type { SeriesQuery, UnitSystem, WeatherApi } from '../series/series.ts';
import { addDays, countDays } from '../time/local-time.ts';
import { membersOf } from './ensemble-members.ts';
import { currentTtlMs, openMeteoApis, settledAfterDays, settledTtlMs } from './open-meteo-apis.ts';
import type { RequestSize } from './quota-cost.ts';
import type { WireQuery } from './series-plan.ts';

const imperialUnits: Readonly<Record<WeatherApi, Query>> = {
  forecast: { temperature_unit: 'fahrenheit', wind_speed_unit: 'mph', precipitation_unit: 'inch' },
  archive: { temperature_unit: 'fahrenheit', wind_speed_unit: 'mph', precipitation_unit: 'inch' },
  ensemble: { temperature_unit: 'fahrenheit', wind_speed_unit: 'mph', precipitation_unit: 'inch' },
  climate: { temperature_unit: 'fahrenheit', wind_speed_unit: 'mph', precipitation_unit: 'inch' },
  marine: { temperature_unit: 'fahrenheit', wind_speed_unit: 'mph', length_unit: 'imperial' },
  air_quality: {},
  flood: {},
};

/** Writes a question the way Open-Meteo reads it; several points become one request. */
export function toOpenMeteoQuery(api: WeatherApi, query: WireQuery): Query {
  const list = (values: readonly (string | number)[] | undefined): string | undefined =>
    values && values.length > 0 ? values.join(',') : undefined;
  return {
    latitude: list(query.points.map(({ latitude }) => latitude)),
    longitude: list(query.points.map(({ longitude }) => longitude)),
    current: list(query.current),
    hourly: list(query.hourly),
    daily: list(query.daily),
    models: list(query.models),
    forecast_days: query.forecast_days,
    past_days: query.past_days,
    start_date: query.start_date,
    end_date: query.end_date,
    timezone: query.timezone,
    timeformat: 'iso8601',
    ...unitsOf(api, query.units),
  };
}

function unitsOf(api: WeatherApi, units: UnitSystem | undefined): Query {
  return units === 'imperial' ? imperialUnits[api] : {};
}

/** How much a question weighs against the quota. */
export function sizeOf(api: WeatherApi, query: SeriesQuery): RequestSize {
  const models = query.models ?? [];
  const isEnsemble = api === 'ensemble';
  const members = models.reduce((sum, model) => sum + (isEnsemble ? membersOf(model) : 1), 0);
  return {
    locations: query.points.length,
    variables: [query.current, query.hourly, query.daily].reduce((sum, list) => sum + (list?.length ?? 0), 0),
    models: 1,
    members: members || (isEnsemble ? membersOf('') : 1),
    days: daysOf(api, query),
  };
}

function daysOf(api: WeatherApi, query: SeriesQuery): number {
  if (query.start_date !== undefined && query.end_date !== undefined) {
    return countDays(query.start_date, query.end_date);
  }
  const usual = query.hourly || query.daily ? openMeteoApis[api].forecastDays.usual : 1;
  return (query.forecast_days ?? usual) + (query.past_days ?? 0);
}

/** How long the answer to a question counts as fresh. */
export function freshFor(api: WeatherApi, query: SeriesQuery, now: Date): number {
  if (query.current && query.current.length > 0) return currentTtlMs;
  const settled = addDays(now.toISOString().slice(0, 10), -settledAfterDays);
  const isSettled = query.end_date !== undefined && query.end_date <= settled;
  return isSettled ? settledTtlMs : openMeteoApis[api].ttlMs;
}

/** Refuses a question that Open-Meteo is certain to refuse, which would cost a call. Throws `validation_error`. */
export function checkQuery(api: WeatherApi, query: SeriesQuery): void {
  const { forecastDays, maxPastDays, needsDates } = openMeteoApis[api];
  const { start_date, end_date, forecast_days = 0, past_days = 0, points } = query;
  if (points.length === 0) throw refuse('No place was given.', 'Name at least one location.');
  const lost = points.find(({ latitude, longitude }) => Math.abs(latitude) > 90 || Math.abs(longitude) > 180);
  if (lost) {
    throw refuse(
      `latitude ${lost.latitude}, longitude ${lost.longitude} is no point of the globe.`,
      'Give a latitude from -90 to 90 and a longitude from -180 to 180.',
    );
  }
  if (start_date !== undefined && (query.forecast_days !== undefined || query.past_days !== undefined)) {
    throw refuse('Dates and a number of days exclude each other.', 'Give start and end, or days alone.');
  }
  if (needsDates && (start_date === undefined || end_date === undefined)) {
    throw refuse('This data needs a period.', 'Give both start and end, as YYYY-MM-DD.');
  }
  if (start_date !== undefined && end_date !== undefined && end_date < start_date) {
    throw refuse(`The period ends (${end_date}) before it starts (${start_date}).`, 'Swap the two dates.');
  }
  if (forecast_days > forecastDays.max) {
    throw refuse(
      `${forecast_days} days ahead are more than this data covers, ${forecastDays.max}.`,
      `Ask for ${forecastDays.max} days or fewer.`,
    );
  }
  if (past_days > maxPastDays) {
    throw refuse(
      `${past_days} past days are more than this data covers, ${maxPastDays}.`,
      'Use get_historical_weather for older days.',
    );
  }
}

function refuse(message: string, hint: string): Error {
  return validationError(message, { hint });
}
