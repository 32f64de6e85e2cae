import type { Frame } from './frame.ts';
import { column, field } from './frame.ts';
import { at, clamp, HOUR } from './math.ts';
import { yearAngle } from './sun.ts';
import { eachInstant, windDirection, windSpeed } from './weather.ts';

/** Whether the sea models have a cell here: at sea, or on land within their search of some 40 km from the shore. */
export function hasSea(frame: Frame): boolean {
  return !frame.site.land || frame.site.coastKm < 90;
}

/** Sea surface temperature in °C: the season two months late, slow anomalies, never below freezing sea water. */
export function seaTemperature(frame: Frame): Float64Array {
  return column(frame, 'sea_temperature', (out) => {
    const { climate, trend } = frame.site;
    const slow = field(frame, 'slow');
    eachInstant(frame, 0, (i, time) => {
      const season = climate.seaSwing * Math.cos(yearAngle(time) - climate.seasonalPeak - 0.55);
      const years = (time / 86_400 - 10957) / 365.2425;
      out[i] = Math.max(-1.8, climate.seaMean + 0.6 + season + 0.6 * trend * years + 0.7 * at(slow, i));
    });
  });
}

/** Height of the waves that the local wind raises, in m. */
export function windWaveHeight(frame: Frame): Float64Array {
  return column(frame, 'wind_wave', (out) => {
    const wind = windSpeed(frame);
    const shelter = frame.site.land ? 0.5 : clamp(0.5 + frame.site.coastKm / 400, 0.5, 1);
    for (let i = 0; i < frame.count; i += 1) out[i] = 0.018 * at(wind, i) ** 2 * shelter;
  });
}

/** Height of one of three swell trains in m (`order` 0 is the highest). */
export function swellHeight(frame: Frame, order: number): Float64Array {
  return column(frame, `swell:${order}`, (out) => {
    const swell = field(frame, 'swell');
    const open = clamp(0.25 + frame.site.coastKm / 500, 0.25, 1) * (frame.site.land ? 0.6 : 1);
    const stormy = 0.6 + 1.5 * Math.abs(frame.site.sinLat);
    const share = [1, 0.42, 0.2][order] ?? 0.2;
    for (let i = 0; i < frame.count; i += 1) {
      out[i] = Math.max(0.04, stormy * open * share * (0.85 + 0.45 * at(swell, i)));
    }
  });
}

/** Significant wave height in m: wind waves and swell added by their energy. */
export function waveHeight(frame: Frame): Float64Array {
  return column(frame, 'wave', (out) => {
    const wind = windWaveHeight(frame);
    const first = swellHeight(frame, 0);
    const second = swellHeight(frame, 1);
    const third = swellHeight(frame, 2);
    for (let i = 0; i < frame.count; i += 1) {
      out[i] = Math.hypot(at(wind, i), at(first, i), at(second, i), at(third, i));
    }
  });
}

/** Period in s of waves of the given heights; swell is longer than wind sea. */
export function wavePeriod(frame: Frame, name: string, heights: Float64Array, base: number): Float64Array {
  return column(frame, `period:${name}`, (out) => {
    for (let i = 0; i < frame.count; i += 1) out[i] = base + 2.6 * Math.sqrt(at(heights, i));
  });
}

/** Direction that a wave train comes from, in degrees: the wind's, or a slowly turning one for swell. */
export function waveDirection(frame: Frame, order: number): Float64Array {
  return column(frame, `wave_direction:${order}`, (out) => {
    const wind = windDirection(frame);
    const swell = field(frame, 'swell');
    for (let i = 0; i < frame.count; i += 1) {
      const turning = 245 + 50 * at(swell, i) + order * 35;
      out[i] = ((order === 0 ? at(wind, i) : turning) + 720) % 360;
    }
  });
}

/** Height of the tide above mean sea level in m: the two main semidiurnal and one diurnal constituent. */
export function seaLevel(frame: Frame): Float64Array {
  return column(frame, 'sea_level', (out) => {
    const size = 0.35 + 0.9 * Math.exp(-frame.site.coastKm / 120);
    const phase = frame.site.longitude / 57.3;
    for (let i = 0; i < frame.count; i += 1) {
      const hours = (frame.start + i * frame.step) / HOUR;
      const moon = Math.cos((2 * Math.PI * hours) / 12.4206 - 2 * phase);
      const sun = 0.46 * Math.cos((2 * Math.PI * hours) / 12 - 2 * phase);
      const daily = 0.2 * Math.cos((2 * Math.PI * hours) / 25.8193 - phase);
      out[i] = size * (moon + sun + daily);
    }
  });
}

/** Speed of the surface current in m/s, driven by tide and wind. */
export function currentSpeed(frame: Frame): Float64Array {
  return column(frame, 'current', (out) => {
    const wind = windSpeed(frame);
    const tide = seaLevel(frame);
    for (let i = 0; i < frame.count; i += 1)
      out[i] = 0.06 + 0.018 * at(wind, i) + 0.12 * Math.abs(at(tide, i));
  });
}
