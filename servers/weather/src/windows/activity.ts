import type { UnitSystem } from '../series/series.ts';

/** The hourly quantities that constraints can be about. */
export const quantityNames = [
  'temperature',
  'precipitation',
  'precipitation_chance',
  'wind_speed',
  'wind_gusts',
  'humidity',
  'cloud_cover',
] as const;

/** One of the hourly quantities. */
export type QuantityName = (typeof quantityNames)[number];

interface Quantity {
  /** The hourly variable of Open-Meteo. */
  readonly variable: string;
  readonly units: Readonly<Record<UnitSystem, string>>;
  /** The distance from a limit, in metric units, that is as good, or as bad, as any greater one. */
  readonly slack: number;
  /** The least value there can be, in every unit; undefined where there is none. */
  readonly floor: number | undefined;
  /** How many of the imperial unit are one of the metric unit, differences only. */
  readonly imperial: number;
  /** What zero in the metric unit is in the imperial one. */
  readonly imperialZero: number;
  readonly decimals: number;
}

const percent = {
  units: { metric: '%', imperial: '%' },
  imperial: 1,
  imperialZero: 0,
  decimals: 0,
  floor: 0,
} as const;
const speed = {
  units: { metric: 'km/h', imperial: 'mph' },
  imperial: 1 / 1.609344,
  imperialZero: 0,
  decimals: 0,
  floor: 0,
} as const;

/** Every hourly quantity. Precipitation is what falls in one hour. */
export const quantities: Readonly<Record<QuantityName, Quantity>> = {
  temperature: {
    variable: 'temperature_2m',
    units: { metric: '°C', imperial: '°F' },
    slack: 6,
    imperial: 1.8,
    imperialZero: 32,
    decimals: 1,
    floor: undefined,
  },
  precipitation: {
    variable: 'precipitation',
    units: { metric: 'mm', imperial: 'inch' },
    slack: 1,
    imperial: 1 / 25.4,
    imperialZero: 0,
    decimals: 2,
    floor: 0,
  },
  precipitation_chance: { variable: 'precipitation_probability', slack: 40, ...percent },
  wind_speed: { variable: 'wind_speed_10m', slack: 15, ...speed },
  wind_gusts: { variable: 'wind_gusts_10m', slack: 20, ...speed },
  humidity: { variable: 'relative_humidity_2m', slack: 20, ...percent },
  cloud_cover: { variable: 'cloud_cover', slack: 40, ...percent },
};

/** A condition on every hour of a window, in the caller's units. */
export interface Constraint {
  readonly quantity: QuantityName;
  readonly side: 'min' | 'max';
  readonly limit: number;
}

/** When of the day a window may lie. */
export type Light = 'day' | 'night' | 'any';

/** What an activity asks of the weather, in metric units. */
export interface Activity {
  readonly hours: number;
  readonly light: Light;
  readonly min: Readonly<Partial<Record<QuantityName, number>>>;
  readonly max: Readonly<Partial<Record<QuantityName, number>>>;
}

/** The activities that have a preset. */
export const activityNames = [
  'running',
  'cycling',
  'hiking',
  'picnic',
  'beach',
  'drone',
  'painting',
  'stargazing',
] as const;

/** One of the activities. */
export type ActivityName = (typeof activityNames)[number];

/** Sensible limits for common activities; a caller's own limits replace them one by one. */
export const activities: Readonly<Record<ActivityName, Activity>> = {
  running: {
    hours: 1,
    light: 'any',
    min: { temperature: 0 },
    max: { temperature: 22, precipitation: 0.3, precipitation_chance: 50, wind_speed: 30 },
  },
  cycling: {
    hours: 2,
    light: 'day',
    min: { temperature: 5 },
    max: { temperature: 30, precipitation: 0.1, precipitation_chance: 40, wind_speed: 25, wind_gusts: 45 },
  },
  hiking: {
    hours: 4,
    light: 'day',
    min: { temperature: 2 },
    max: { temperature: 28, precipitation: 0.3, precipitation_chance: 40, wind_gusts: 50 },
  },
  picnic: {
    hours: 3,
    light: 'day',
    min: { temperature: 16 },
    max: { temperature: 30, precipitation: 0, precipitation_chance: 30, wind_speed: 20 },
  },
  beach: {
    hours: 4,
    light: 'day',
    min: { temperature: 23 },
    max: { temperature: 35, precipitation: 0, precipitation_chance: 20, wind_speed: 25, cloud_cover: 60 },
  },
  drone: {
    hours: 1,
    light: 'day',
    min: { temperature: 0 },
    max: { temperature: 40, precipitation: 0, precipitation_chance: 20, wind_speed: 25, wind_gusts: 35 },
  },
  painting: {
    hours: 6,
    light: 'day',
    min: { temperature: 10 },
    max: { temperature: 30, precipitation: 0, precipitation_chance: 20, wind_speed: 25, humidity: 85 },
  },
  stargazing: {
    hours: 2,
    light: 'night',
    min: {},
    max: { precipitation: 0, wind_speed: 30, cloud_cover: 25 },
  },
};

/** The constraints of an activity with the caller's own in the place of its; theirs are in the units given. */
export function constraintsOf(
  activity: Activity | undefined,
  own: Pick<Activity, 'min' | 'max'>,
  units: UnitSystem,
): Constraint[] {
  return quantityNames.flatMap((quantity) =>
    (['min', 'max'] as const).flatMap((side) => {
      const preset = activity?.[side][quantity];
      const limit =
        own[side][quantity] ?? (preset === undefined ? undefined : inUnits(quantity, preset, units));
      return limit === undefined ? [] : [{ quantity, side, limit }];
    }),
  );
}

/** A metric value of a quantity in a system of units. */
function inUnits(quantity: QuantityName, value: number, units: UnitSystem): number {
  const { imperial, imperialZero } = quantities[quantity];
  return units === 'metric' ? value : value * imperial + imperialZero;
}

/** The slack of a quantity in a system of units. */
export function slackOf(quantity: QuantityName, units: UnitSystem): number {
  const { slack, imperial } = quantities[quantity];
  return units === 'metric' ? slack : slack * imperial;
}
