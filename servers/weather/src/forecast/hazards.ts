import { airQualityBand } from '../air/air-quality.ts';
import { feltCold, feltHeat, freezingWater, liquid } from './hazard-values.ts';
import type { RiskColumn, RiskHour } from './risk-hours.ts';

/** How grave: 1 is worth knowing, 2 calls for care, 3 endangers people. */
export type Grade = 1 | 2 | 3;

/** The kinds of numbers that limits are about. */
export type Dimension = 'temperature' | 'speed' | 'rain' | 'snow' | 'visibility' | 'index';

/** One way to measure a hazard, in °C, km/h, mm, cm and m. */
export interface Measure {
  readonly dimension: Dimension;
  /** The value of one hour; null where something is missing. */
  readonly of: (values: RiskHour['values']) => number | null;
  /** Set to judge the sum of that many hours. */
  readonly hours?: number;
  /** Words between the name of the risk and the value: `wind chill`. */
  readonly label?: string;
  /** Whether it only stands in for hours in which another one is not defined, with the limits of that. */
  readonly isStandIn?: true;
  /** Whether values up to the limits are the risk, not those from them on. */
  readonly below?: true;
  /** From the mildest on. */
  readonly limits: readonly (readonly [grade: Grade, limit: number, name: string])[];
}

/** Something that weather does to people. */
export interface Hazard {
  readonly name: string;
  /** Columns of which one group must be there for an hour to be judged. */
  readonly needs: readonly (readonly RiskColumn[])[];
  readonly measures: readonly Measure[];
  /** What is said of its limits where they are not those of its mildest measures. */
  readonly threshold?: string;
  /** What weather codes say by themselves. */
  readonly codes?: Readonly<Record<number, readonly [Grade, string]>>;
}

const column =
  (name: RiskColumn) =>
  (values: RiskHour['values']): number | null =>
    values[name] ?? null;

/** A measure, and the temperature itself where it is not defined: calm air has no wind chill. */
function orTemperature(measure: Measure): readonly Measure[] {
  const temperature = (values: RiskHour['values']): number | null =>
    measure.of(values) === null ? (values.temperature_2m ?? null) : null;
  return [measure, { ...measure, of: temperature, label: 'temperature', isStandIn: true }];
}

/** The hazard that the forecast does not tell. */
export const airHazard = 'air quality';

const heatLimits: Measure['limits'] = [
  [1, (90 - 32) / 1.8, 'heat'],
  [2, (103 - 32) / 1.8, 'dangerous heat'],
  [3, (125 - 32) / 1.8, 'extreme heat'],
];

const airName = (index: number): string => `air ${airQualityBand(index)?.name ?? ''}`;

/**
 * What is judged, and from which values on.
 *
 * - Ice, thunderstorms, fog by code: WMO code table 4677, as Open-Meteo uses it. Fog by visibility: below 1 km (WMO).
 * - Snow: criteria of the German weather service (DWD), 5 cm in 6 h and 10 cm in 12 h, 10 and 15 cm for heavy snow;
 *   from 1 cm on it covers the ground.
 * - Gusts and wind: lower limits of Beaufort 7, 8, 10 and 12 (WMO-No. 306, table 1100), which DWD warns by too.
 * - Heat: heat index of 90, 103 and 125 °F, "extreme caution", "danger" and "extreme danger" of the US National
 *   Weather Service, also for what Open-Meteo says is felt with the sun.
 * - Cold: wind chill of -10, -28 (frostbite within 30 minutes) and -40 °C, Environment Canada.
 * - Rain: "heavy" from 10 mm in an hour (WMO-No. 8), 20 mm in a day (index R20mm of ETCCDI), then DWD's two further
 *   levels of 25 and 40 mm in 1 h, 35 and 60 mm in 6 h, 50 and 80 mm in 24 h.
 * - UV: "very high" and "extreme" of the Global Solar UV Index (WHO, 2002). Air: bands of the US index (40 CFR 58,
 *   appendix G).
 */
export const hazards: readonly Hazard[] = [
  {
    name: 'ice',
    threshold: 'ice (freezing rain or drizzle, rain in freezing air)',
    needs: [['weather_code'], ['temperature_2m', 'precipitation']],
    measures: [
      {
        dimension: 'rain',
        of: freezingWater,
        limits: [[2, 0.2, 'ice: rain in freezing air']],
      },
    ],
    codes: {
      56: [2, 'ice: light freezing drizzle'],
      57: [2, 'ice: freezing drizzle'],
      66: [2, 'ice: light freezing rain'],
      67: [3, 'ice: heavy freezing rain'],
    },
  },
  {
    name: 'thunderstorms',
    needs: [['weather_code']],
    measures: [],
    codes: {
      95: [2, 'thunderstorm'],
      96: [3, 'thunderstorm with light hail'],
      99: [3, 'thunderstorm with heavy hail'],
    },
  },
  {
    name: 'gusts',
    needs: [['wind_gusts_10m']],
    measures: [
      {
        dimension: 'speed',
        of: column('wind_gusts_10m'),
        limits: [
          [1, 50, 'strong gusts'],
          [2, 62, 'gale gusts'],
          [3, 89, 'storm gusts'],
          [3, 118, 'hurricane-force gusts'],
        ],
      },
      {
        dimension: 'speed',
        of: column('wind_speed_10m'),
        label: 'mean wind',
        limits: [
          [1, 50, 'near gale'],
          [2, 62, 'gale'],
          [3, 89, 'storm'],
          [3, 118, 'hurricane-force wind'],
        ],
      },
    ],
  },
  {
    name: 'snow',
    needs: [['snowfall']],
    measures: [
      { dimension: 'snow', of: column('snowfall'), hours: 24, limits: [[1, 1, 'snow']] },
      {
        dimension: 'snow',
        of: column('snowfall'),
        hours: 12,
        limits: [
          [2, 10, 'heavy snow'],
          [3, 15, 'very heavy snow'],
        ],
      },
      {
        dimension: 'snow',
        of: column('snowfall'),
        hours: 6,
        limits: [
          [2, 5, 'heavy snow'],
          [3, 10, 'very heavy snow'],
        ],
      },
    ],
    codes: { 75: [2, 'heavy snowfall'], 86: [2, 'heavy snow showers'] },
  },
  {
    name: 'heavy rain',
    needs: [['precipitation']],
    measures: [
      {
        dimension: 'rain',
        of: liquid,
        hours: 24,
        limits: [
          [1, 20, 'heavy rain'],
          [2, 50, 'very heavy rain'],
          [3, 80, 'extreme rain'],
        ],
      },
      {
        dimension: 'rain',
        of: liquid,
        hours: 6,
        limits: [
          [2, 35, 'very heavy rain'],
          [3, 60, 'extreme rain'],
        ],
      },
      {
        dimension: 'rain',
        of: liquid,
        hours: 1,
        limits: [
          [1, 10, 'heavy rain'],
          [2, 25, 'very heavy rain'],
          [3, 40, 'extreme rain'],
        ],
      },
    ],
    codes: { 65: [1, 'heavy rain'], 82: [2, 'violent rain showers'] },
  },
  {
    name: 'heat',
    needs: [['temperature_2m']],
    measures: [
      ...orTemperature({ dimension: 'temperature', of: feltHeat, label: 'heat index', limits: heatLimits }),
      {
        dimension: 'temperature',
        of: column('apparent_temperature'),
        label: 'felt with sun and wind',
        limits: heatLimits,
      },
    ],
  },
  {
    name: 'cold',
    needs: [['temperature_2m']],
    measures: orTemperature({
      dimension: 'temperature',
      of: feltCold,
      label: 'wind chill',
      below: true,
      limits: [
        [1, -10, 'cold'],
        [2, -28, 'dangerous cold'],
        [3, -40, 'extreme cold'],
      ],
    }),
  },
  {
    name: 'frost',
    needs: [['temperature_2m']],
    measures: [
      { dimension: 'temperature', of: column('temperature_2m'), below: true, limits: [[1, 0, 'frost']] },
    ],
  },
  {
    name: 'fog',
    threshold: 'fog or visibility under 1 km (0.6 mi)',
    needs: [['visibility'], ['weather_code']],
    measures: [
      {
        dimension: 'visibility',
        of: column('visibility'),
        label: 'visibility',
        below: true,
        limits: [
          [1, 999.9, 'fog or poor visibility'],
          [2, 199.9, 'dense fog or very poor visibility'],
        ],
      },
    ],
    codes: { 45: [1, 'fog'], 48: [2, 'freezing fog'] },
  },
  {
    name: 'UV',
    needs: [['uv_index']],
    measures: [
      {
        dimension: 'index',
        of: column('uv_index'),
        label: 'UV index',
        limits: [
          [1, 8, 'very high UV'],
          [2, 11, 'extreme UV'],
        ],
      },
    ],
  },
  {
    name: airHazard,
    needs: [['us_aqi']],
    measures: [
      {
        dimension: 'index',
        of: column('us_aqi'),
        label: 'US air index',
        limits: [
          [1, 101, airName(101)],
          [2, 151, airName(151)],
          [3, 201, airName(201)],
          [3, 301, airName(301)],
        ],
      },
    ],
  },
];
