import {
  levelCloud,
  levelHeight,
  levelHumidity,
  levelTemperature,
  levelWind,
  temperatureAtHeight,
  windDirectionAtHeight,
  windSpeedAtHeight,
} from '../world/aloft.ts';
import type { Frame } from '../world/frame.ts';
import { soilMoisture, soilTemperature } from '../world/ground.ts';
import { dewPoint } from '../world/humidity.ts';
import { at, clamp } from '../world/math.ts';
import { diffuse, direct, directNormal, shortwave, terrestrial, tilted } from '../world/radiation.ts';
import { moisture } from '../world/weather.ts';
import { AIR_VARIABLES } from './air-variables.ts';
import { SEA_VARIABLES } from './sea-variables.ts';
import { QUANTITY as Q } from './units.ts';
import type { Variable } from './variable.ts';
import { KMH, variable, WEATHER_VARIABLES } from './weather-variables.ts';

const RADIATION: Record<string, (frame: Frame, instant: boolean, tilt: number) => Float64Array> = {
  shortwave_radiation: shortwave,
  direct_radiation: direct,
  diffuse_radiation: diffuse,
  direct_normal_irradiance: directNormal,
  global_tilted_irradiance: tilted,
  terrestrial_radiation: terrestrial,
};

function radiation(name: string): Variable | undefined {
  const instant = name.endsWith('_instant');
  const fill = RADIATION[instant ? name.slice(0, -8) : name];
  if (!fill) return undefined;
  return variable(Q.watts, (frame, ask) => fill(frame, instant, ask.tilt));
}

function level(what: string, hPa: number): Variable | undefined {
  switch (what) {
    case 'temperature':
      return variable(Q.temperature, (frame) => levelTemperature(frame, hPa));
    case 'relative_humidity':
      return variable(Q.percent, (frame) => levelHumidity(frame, hPa));
    case 'dew_point':
      return variable(Q.temperature, (frame) => {
        const humid = levelHumidity(frame, hPa);
        return levelTemperature(frame, hPa).map((value, i) => dewPoint(value, at(humid, i)));
      });
    case 'cloud_cover':
      return variable(Q.percent, (frame) => levelCloud(frame, hPa));
    case 'wind_speed':
      return variable(Q.speed, (frame) => levelWind(frame, hPa), KMH);
    case 'wind_direction':
      return variable(Q.degrees, (frame) => windDirectionAtHeight(frame, 10 + 12 * (1000 - hPa)));
    case 'vertical_velocity':
      return variable(Q.ascent, moisture, 0.02);
    case 'geopotential_height':
      return variable(Q.metres, (frame) => levelHeight(frame, hPa));
    default:
      return undefined;
  }
}

function height(what: string, metres: number): Variable | undefined {
  if (what === 'temperature') return variable(Q.temperature, (frame) => temperatureAtHeight(frame, metres));
  if (what === 'wind_speed') return variable(Q.speed, (frame) => windSpeedAtHeight(frame, metres), KMH);
  if (what === 'wind_direction') return variable(Q.degrees, (frame) => windDirectionAtHeight(frame, metres));
  return undefined;
}

function soil(what: string, top: number, bottom: number): Variable | undefined {
  const depth = (top + bottom) / 200;
  if (what === 'soil_temperature') return variable(Q.temperature, (frame) => soilTemperature(frame, depth));
  if (what === 'soil_moisture') return variable(Q.volume, (frame) => soilMoisture(frame, depth));
  return variable(Q.ratio, (frame) =>
    soilMoisture(frame, depth).map((value) => clamp((value - 0.08) / 0.34, 0, 1)),
  );
}

/** Finds a variable by its name in the API, or undefined where no API of the family has it. */
export function findVariable(name: string): Variable | undefined {
  const named = WEATHER_VARIABLES[name] ?? AIR_VARIABLES[name] ?? SEA_VARIABLES[name] ?? radiation(name);
  if (named) return named;
  const [, what = '', first = '', second, unit] = /^(.+?)_(\d+)(?:_to_(\d+))?(hPa|m|cm)$/.exec(name) ?? [];
  if (unit === 'hPa') return level(what, Number(first));
  if (unit === 'm') return height(what, Number(first));
  if (unit === 'cm') return soil(what, Number(first), Number(second ?? first));
  return undefined;
}
