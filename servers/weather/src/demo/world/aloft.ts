import type { Frame } from './frame.ts';
import { column } from './frame.ts';
import { at, clamp, RADIANS } from './math.ts';
import {
  airMass,
  cloudCover,
  humidity,
  moisture,
  seaLevelPressure,
  temperature,
  windDirection,
  windSpeed,
} from './weather.ts';

/** Air temperature in °C some metres above the ground: cooler by day, warmer than the ground by night. */
export function temperatureAtHeight(frame: Frame, metres: number): Float64Array {
  return column(frame, `temperature:${metres}m`, (out) => {
    const air = temperature(frame);
    const mass = airMass(frame);
    const mixing = 1 - Math.exp(-metres / 120);
    for (let i = 0; i < frame.count; i += 1) {
      out[i] = at(air, i) - 0.35 * mixing * (at(air, i) - at(mass, i)) - 0.0065 * metres;
    }
  });
}

/** Wind speed in m/s some metres above the ground (power law). */
export function windSpeedAtHeight(frame: Frame, metres: number): Float64Array {
  return column(frame, `wind:${metres}m`, (out) => {
    const surface = windSpeed(frame);
    const factor = (metres / 10) ** (frame.site.land ? 0.17 : 0.1);
    for (let i = 0; i < frame.count; i += 1) out[i] = at(surface, i) * factor;
  });
}

/** Wind direction in degrees, turned by friction as one climbs: to the right in the north, left in the south. */
export function windDirectionAtHeight(frame: Frame, metres: number): Float64Array {
  return column(frame, `direction:${metres}m`, (out) => {
    const surface = windDirection(frame);
    const turn = 22 * (1 - Math.exp(-metres / 250)) * Math.sign(frame.site.latitude);
    for (let i = 0; i < frame.count; i += 1) out[i] = (at(surface, i) + turn + 360) % 360;
  });
}

/** Geopotential height of a pressure level in m (standard atmosphere, lifted by warmth and surface pressure). */
export function levelHeight(frame: Frame, hPa: number): Float64Array {
  return column(frame, `height:${hPa}`, (out) => {
    const mass = airMass(frame);
    const pressure = seaLevelPressure(frame);
    const standard = 44_330.8 * (1 - (hPa / 1013.25) ** 0.190263);
    for (let i = 0; i < frame.count; i += 1) {
      const sea = at(mass, i) + 0.0065 * frame.site.elevation;
      out[i] = standard * (1 + (sea - 15) / 330) + (at(pressure, i) - 1013.25) * 8.1;
    }
  });
}

/** Air temperature of a pressure level in °C, down to that of the tropopause. */
export function levelTemperature(frame: Frame, hPa: number): Float64Array {
  return column(frame, `temperature:${hPa}hPa`, (out) => {
    const mass = airMass(frame);
    const height = levelHeight(frame, hPa);
    const tropopause = -52 - 22 * Math.cos(frame.site.latitude * RADIANS) ** 2;
    for (let i = 0; i < frame.count; i += 1) {
      const above = at(height, i) - frame.site.elevation;
      out[i] = Math.max(tropopause, at(mass, i) - 0.0064 * above);
    }
  });
}

/** Relative humidity of a pressure level in %. */
export function levelHumidity(frame: Frame, hPa: number): Float64Array {
  return column(frame, `humidity:${hPa}hPa`, (out) => {
    const wet = moisture(frame);
    const surface = humidity(frame);
    const share = clamp((hPa - 100) / 900, 0, 1) ** 0.6;
    for (let i = 0; i < frame.count; i += 1) {
      out[i] = clamp(at(surface, i) * share + 14 * at(wet, i) * (1 - share), 2, 100);
    }
  });
}

/** Cloud cover of a pressure level in %: clouds are thickest in the middle of the troposphere. */
export function levelCloud(frame: Frame, hPa: number): Float64Array {
  return column(frame, `cloud:${hPa}hPa`, (out) => {
    const total = cloudCover(frame);
    const share = hPa < 120 ? 0 : 0.35 + 0.6 * Math.exp(-(((hPa - 700) / 260) ** 2));
    for (let i = 0; i < frame.count; i += 1) out[i] = at(total, i) * share;
  });
}

/** Wind speed of a pressure level in m/s, strongest at the jet near 250 hPa. */
export function levelWind(frame: Frame, hPa: number): Float64Array {
  return column(frame, `wind:${hPa}hPa`, (out) => {
    const surface = windSpeed(frame);
    const jet = Math.exp(-(((hPa - 250) / 260) ** 2));
    const band = Math.sin(2 * Math.min(60, Math.abs(frame.site.latitude) + 10) * RADIANS);
    for (let i = 0; i < frame.count; i += 1) out[i] = at(surface, i) * (1.5 + 1.6 * jet) + 24 * jet * band;
  });
}

/** Cloud cover of the low, middle or high layer in %; none exceeds the total. */
export function layerCloud(frame: Frame, layer: 'low' | 'mid' | 'high'): Float64Array {
  return column(frame, `cloud:${layer}`, (out) => {
    const total = cloudCover(frame);
    const humid = humidity(frame);
    for (let i = 0; i < frame.count; i += 1) {
      const damp = clamp((at(humid, i) - 40) / 55, 0, 1);
      const share = layer === 'low' ? damp : layer === 'mid' ? 0.35 + 0.4 * damp : 0.8 - 0.3 * damp;
      out[i] = at(total, i) * share;
    }
  });
}
