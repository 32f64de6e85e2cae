import { layerCloud } from '../world/aloft.ts';
import type { Frame } from '../world/frame.ts';
import { evapotranspiration } from '../world/ground.ts';
import {
  apparentTemperature,
  dewPoint,
  pressureAt,
  saturationPressure,
  vapourPressureDeficit,
  wetBulb,
} from '../world/humidity.ts';
import { at, clamp, HOUR } from '../world/math.ts';
import { shortwave, sunshine, uvIndex } from '../world/radiation.ts';
import {
  precipitation,
  precipitationOf,
  precipitationProbability,
  snowDepth,
  weatherCode,
} from '../world/rain.ts';
import {
  cloudCover,
  convectiveEnergy,
  humidity,
  moisture,
  seaLevelPressure,
  sunSine,
  temperature,
  windDirection,
  windGusts,
  windSpeed,
} from '../world/weather.ts';
import type { Quantity } from './units.ts';
import { QUANTITY as Q } from './units.ts';
import type { Ask, Variable } from './variable.ts';

type Fill = (frame: Frame, ask: Ask) => ArrayLike<number>;

/** A variable from a column function, times a factor that brings it into the API's metric unit. */
export function variable(quantity: Quantity, fill: Fill, factor = 1): Variable {
  if (factor === 1) return { quantity, values: fill };
  return {
    quantity,
    values: (frame, ask) => Float64Array.from({ length: frame.count }, scaled(fill(frame, ask), factor)),
  };
}

function scaled(column: ArrayLike<number>, factor: number): (_: unknown, i: number) => number {
  return (_, i) => at(column, i) * factor;
}

type Point = (value: (column: (frame: Frame) => ArrayLike<number>) => number) => number;

/** A variable that is a formula over other columns at the same instant. */
function formula(quantity: Quantity, compute: Point): Variable {
  return {
    quantity,
    values: (frame) => {
      const columns = new Map<(frame: Frame) => ArrayLike<number>, ArrayLike<number>>();
      let index = 0;
      const read = (column: (frame: Frame) => ArrayLike<number>): number => {
        let values = columns.get(column);
        if (!values) {
          values = column(frame);
          columns.set(column, values);
        }
        return at(values, index);
      };
      const out = new Float64Array(frame.count);
      for (index = 0; index < frame.count; index += 1) out[index] = compute(read);
      return out;
    },
  };
}

/** Kilometres per hour in a metre per second. */
export const KMH = 3.6;
/** Centimetres of fresh snow from one millimetre of water, as the API reckons. */
const SNOW_CM = 0.7;
const snowWater: Fill = (frame) => precipitationOf(frame, 'snow');
const apparentSun = (frame: Frame): Float64Array => shortwave(frame, false);
const isDay = (frame: Frame): Float64Array => sunSine(frame, true);

function probabilityOf(kind: 'rain' | 'snow', frame: Frame, ask: Ask): ArrayLike<number> {
  const whole = precipitationProbability(frame, ask.now);
  const air = temperature(frame);
  return whole.map((value, i) => (at(air, i) < 0.9 === (kind === 'snow') ? value : 0));
}

/** Variables of the weather near the ground, by their names in the API. */
export const WEATHER_VARIABLES: Record<string, Variable> = {
  temperature_2m: variable(Q.temperature, temperature),
  temperature_2m_min: formula(Q.temperature, (read) => read(temperature) - 0.4),
  temperature_2m_max: formula(Q.temperature, (read) => read(temperature) + 0.4),
  surface_temperature: formula(Q.temperature, (read) => read(temperature) + 0.012 * read(apparentSun) - 0.8),
  relative_humidity_2m: variable(Q.percent, humidity),
  dew_point_2m: formula(Q.temperature, (read) => dewPoint(read(temperature), read(humidity))),
  apparent_temperature: formula(Q.temperature, (read) =>
    apparentTemperature(read(temperature), read(humidity), read(windSpeed), read(apparentSun)),
  ),
  wet_bulb_temperature_2m: formula(Q.temperature, (read) => wetBulb(read(temperature), read(humidity))),
  vapour_pressure_deficit: formula(Q.deficit, (read) =>
    vapourPressureDeficit(read(temperature), read(humidity)),
  ),
  precipitation: variable(Q.rain, precipitation),
  rain: variable(Q.rain, (frame) => precipitationOf(frame, 'rain')),
  showers: variable(Q.rain, (frame) => precipitationOf(frame, 'showers')),
  snowfall: variable(Q.snow, snowWater, SNOW_CM),
  snowfall_water_equivalent: variable(Q.rain, snowWater),
  snow_depth: variable(Q.metres, snowDepth),
  snow_height: variable(Q.metres, snowDepth),
  snow_depth_water_equivalent: variable(Q.rain, snowDepth, 250),
  precipitation_probability: variable(Q.percent, (frame, ask) => precipitationProbability(frame, ask.now)),
  rain_probability: variable(Q.percent, (frame, ask) => probabilityOf('rain', frame, ask)),
  snowfall_probability: variable(Q.percent, (frame, ask) => probabilityOf('snow', frame, ask)),
  freezing_rain_probability: formula(Q.percent, (read) => (read(weatherCode) === 66 ? 40 : 0)),
  ice_pellets_probability: formula(Q.percent, (read) => (read(weatherCode) === 66 ? 15 : 0)),
  thunderstorm_probability: formula(Q.percent, (read) => clamp((read(convectiveEnergy) - 500) / 25, 0, 95)),
  precipitation_type: formula(Q.flag, (read) => {
    if (read(precipitation) <= 0) return 0;
    return read(temperature) < 0.9 ? 5 : 1;
  }),
  weather_code: variable(Q.code, weatherCode),
  pressure_msl: variable(Q.pressure, seaLevelPressure),
  surface_pressure: {
    quantity: Q.pressure,
    values: (frame) => {
      const air = temperature(frame);
      return seaLevelPressure(frame).map((value, i) => pressureAt(frame.site.elevation, value, at(air, i)));
    },
  },
  cloud_cover: variable(Q.percent, cloudCover),
  cloud_cover_low: variable(Q.percent, (frame) => layerCloud(frame, 'low')),
  cloud_cover_mid: variable(Q.percent, (frame) => layerCloud(frame, 'mid')),
  cloud_cover_high: variable(Q.percent, (frame) => layerCloud(frame, 'high')),
  visibility: formula(Q.metres, (read) => {
    if (read(weatherCode) === 45) return 400;
    const haze = 24_140 * (1 - 0.5 * clamp((read(humidity) - 75) / 25, 0, 1));
    return haze / (1 + 1.3 * read(precipitation));
  }),
  evapotranspiration: variable(Q.rain, evapotranspiration, 0.7),
  et0_fao_evapotranspiration: variable(Q.rain, evapotranspiration),
  runoff: formula(Q.rain, (read) => 0.25 * Math.max(0, read(precipitation) - 1)),
  wind_speed_10m: variable(Q.speed, windSpeed, KMH),
  wind_gusts_10m: variable(Q.speed, windGusts, KMH),
  wind_direction_10m: variable(Q.degrees, windDirection),
  uv_index: variable(Q.ratio, (frame) => uvIndex(frame, false)),
  uv_index_clear_sky: variable(Q.ratio, (frame) => uvIndex(frame, true)),
  is_day: formula(Q.flag, (read) => (read(isDay) > -0.0145 ? 1 : 0)),
  sunshine_duration: variable(Q.seconds, sunshine),
  total_column_integrated_water_vapour: formula(
    Q.column,
    (read) => 1.9 * (read(humidity) / 100) * saturationPressure(read(temperature)),
  ),
  cape: variable(Q.energy, convectiveEnergy),
  convective_inhibition: formula(Q.energy, (read) => clamp(60 - read(convectiveEnergy) / 20, 0, 60)),
  lifted_index: formula(Q.index, (read) => 6 - read(convectiveEnergy) / 250),
  k_index: formula(Q.kelvin, (read) => 12 + 9 * read(moisture) + 0.4 * read(temperature)),
  lightning_potential: formula(Q.energy, (read) => Math.max(0, read(convectiveEnergy) - 900) / 60),
  lightning_density: formula(Q.strikes, (read) => Math.max(0, read(convectiveEnergy) - 1100) / 9000),
  updraft: formula(Q.ascent, (read) => Math.sqrt(read(convectiveEnergy)) / 12),
  convective_cloud_base: formula(Q.altitude, (read) =>
    Math.max(100, 125 * (read(temperature) - dewPoint(read(temperature), read(humidity)))),
  ),
  convective_cloud_top: formula(Q.altitude, (read) => 1500 + 5 * read(convectiveEnergy)),
  freezing_level_height: formula(Q.altitude, (read) => Math.max(0, 120 + 150 * read(temperature))),
  snowfall_height: formula(Q.altitude, (read) => Math.max(0, 150 * read(temperature) - 200)),
  boundary_layer_height: formula(Q.altitude, (read) => 120 + 1.9 * read(apparentSun) + 25 * read(windSpeed)),
  mass_density_8m: formula(
    Q.density,
    (read) => (100 * read(seaLevelPressure)) / (287 * (read(temperature) + 273.15)),
  ),
  roughness_length: variable(Q.metres, (frame) =>
    new Float64Array(frame.count).fill(frame.site.land ? 0.5 : 0.01),
  ),
  albedo: formula(Q.percent, (read) => (read(snowDepth) > 0.02 ? 65 : 18)),
  shortwave_radiation: variable(Q.watts, apparentSun),
  growing_degree_days_base_0_limit_50: {
    quantity: Q.temperature,
    values: (frame) => temperature(frame).map((value) => (clamp(value, 0, 50) * frame.step) / (24 * HOUR)),
  },
  leaf_wetness_probability: formula(Q.percent, (read) =>
    read(precipitation) > 0 ? 100 : clamp((read(humidity) - 80) * 5, 0, 100),
  ),
};
