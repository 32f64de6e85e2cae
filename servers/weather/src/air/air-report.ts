import { placeOf, provenanceOf } from '../answers/answer.ts';
import type { Place } from '../places/place.ts';
import { currentOf, onlySeries } from '../series/reading.ts';
import type { Columns, PointSeries, Reading, SeriesQuery } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import { rowOf, unitsOf, type Variable } from '../series/variable.ts';
import { cutDays, type LocalDay } from '../time/local-days.ts';
import { dayIn, instantOf, toRfc3339 } from '../time/local-time.ts';
import { airQualityBand } from './air-quality.ts';

const pollutantNames = ['pm2_5', 'pm10', 'ozone', 'nitrogen_dioxide', 'sulphur_dioxide', 'carbon_monoxide'];
const plantNames = ['alder', 'birch', 'grass', 'mugwort', 'olive', 'ragweed'];

const variableNamed = (name: string): Variable => ({ name, column: name });
const indices = ['us_aqi', 'european_aqi'].map(variableNamed);
const pollutants = pollutantNames.map(variableNamed);
const pollen = plantNames.map((plant) => variableNamed(`${plant}_pollen`));
const indexColumns = ['us_aqi', ...pollutantNames.map((name) => `us_aqi_${name}`)];

/** The question for the air of a place now and over the coming days. */
export function airQuery(place: Place, days: number): SeriesQuery {
  const now = [...indices, ...pollutants, ...pollen].map(({ column }) => column);
  return {
    points: [place],
    current: [...new Set([...now, ...indexColumns])],
    hourly: indexColumns,
    forecast_days: days,
  };
}

/**
 * The air of a place: indices, pollutants and pollen now, and the worst hour of each day by the US index.
 *
 * The category is that of the US index (https://www.airnow.gov/aqi/aqi-basics), the dominant pollutant the one with
 * the highest index of its own. Pollen is left out where the source has none.
 */
export function airReport(place: Place, reading: Reading<readonly PointSeries[]>) {
  const series = onlySeries(reading);
  const current = currentOf(series);
  const plants = pollen.filter(({ column }) => typeof current.values[column] === 'number');
  const shown = [...indices, ...pollutants, ...plants];
  const index = current.values['us_aqi'];
  return {
    ...placeOf(place),
    now: {
      time: toRfc3339(current.time, series.utc_offset_seconds, series.timezone),
      ...ratingOf(current.values),
      ...rowOf(shown, current),
    },
    advice: (typeof index === 'number' ? airQualityBand(index)?.advice : undefined) ?? null,
    days: series.hourly === undefined ? [] : worstHours(series.hourly, series),
    units: unitsOf(shown, current.units),
    ...(plants.length === 0 && {
      notice: 'Pollen is missing: it is modelled for Europe and its seasons only.',
    }),
    ...provenanceOf(reading),
  };
}

type Values = Readonly<Record<string, number | string | null | undefined>>;

function ratingOf(values: Values) {
  const index = values['us_aqi'];
  return {
    category: (typeof index === 'number' ? airQualityBand(index)?.name : undefined) ?? null,
    dominant_pollutant: dominantOf(values),
  };
}

function dominantOf(values: Values): string | null {
  const rated = pollutantNames.flatMap((name) => {
    const index = values[`us_aqi_${name}`];
    return typeof index === 'number' ? [{ name, index }] : [];
  });
  return rated.toSorted((a, b) => b.index - a.index)[0]?.name ?? null;
}

function worstHours(hourly: Columns, series: PointSeries): Row[] {
  return daysOf(hourly, series).map(({ date, steps }) => {
    const hours = steps.map((step) => ({
      time: hourly.time[step] ?? '',
      values: Object.fromEntries(indexColumns.map((column) => [column, hourly.values[column]?.[step]])),
    }));
    const rated = hours.filter(({ values }) => typeof values['us_aqi'] === 'number');
    const worst = rated.toSorted((a, b) => Number(b.values['us_aqi']) - Number(a.values['us_aqi']))[0];
    if (worst === undefined) return { date, us_aqi_max: null, category: null, dominant_pollutant: null };
    return {
      date,
      us_aqi_max: Math.round(Number(worst.values['us_aqi'])),
      ...ratingOf(worst.values),
      worst_at: toRfc3339(worst.time, series.utc_offset_seconds, series.timezone),
    };
  });
}

/** The hours by the days of the place, which are those of the times that are printed. */
function daysOf({ time }: Columns, { utc_offset_seconds, timezone }: PointSeries): LocalDay[] {
  const instants = time.flatMap((local) => instantOf(local, utc_offset_seconds)?.getTime() ?? []);
  const [first, last] = [instants[0], instants.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [from, to] = [first, last].map((at) => dayIn(timezone, new Date(at)));
  return cutDays(instants, timezone, {
    first: from ?? '',
    last: to ?? '',
    stepMs: 3_600_000,
    meaning: 'instant',
  });
}
