import type { Frame } from './frame.ts';
import { column, field } from './frame.ts';
import { saturationPressure, vapourPressureDeficit } from './humidity.ts';
import { at, clamp, HOUR } from './math.ts';
import { shortwave } from './radiation.ts';
import { yearAngle } from './sun.ts';
import { airMass, eachInstant, humidity, moisture, temperature, windSpeed } from './weather.ts';

/** Soil temperature in °C at a depth in m: seasons reach deep and late, days and weather stay near the surface. */
export function soilTemperature(frame: Frame, depth: number): Float64Array {
  return column(frame, `soil_temperature:${depth}`, (out) => {
    const { climate, elevation, warmBias, trend } = frame.site;
    const air = temperature(frame);
    const mass = airMass(frame);
    const base = climate.annualMean - elevation * 0.0048 + warmBias + 0.8;
    const seasonal = Math.exp(-depth / 2.2);
    const weather = 0.55 * Math.exp(-depth / 0.3);
    const daily = 0.9 * Math.exp(-depth / 0.12);
    eachInstant(frame, 0, (i, time) => {
      const season =
        climate.seasonalSwing * seasonal * Math.cos(yearAngle(time) - climate.seasonalPeak - depth / 2.2);
      const undamped = climate.seasonalSwing * Math.cos(yearAngle(time) - climate.seasonalPeak);
      const years = clamp((time / 86_400 - 10957) / 365.2425, -50, 120);
      const passing = at(mass, i) - base - undamped - trend * years;
      out[i] = base + trend * years + season + weather * passing + daily * (at(air, i) - at(mass, i));
    });
  });
}

/** Volumetric soil water in m³/m³ at a depth in m. */
export function soilMoisture(frame: Frame, depth: number): Float64Array {
  return column(frame, `soil_moisture:${depth}`, (out) => {
    const { climate, land } = frame.site;
    if (!land) return;
    const slow = field(frame, 'slow');
    const recent = moisture(frame);
    const surface = Math.exp(-depth / 0.4);
    eachInstant(frame, 0, (i, time) => {
      const season = climate.wetnessSwing * Math.cos(yearAngle(time) - climate.wetnessPeak - 0.4);
      const summer = Math.sign(climate.seasonalSwing) * Math.cos(yearAngle(time) - climate.seasonalPeak);
      const wet =
        climate.wetness + 0.7 * season - 0.25 * summer + 0.3 * at(slow, i) + 0.12 * surface * at(recent, i);
      out[i] = clamp(0.27 + 0.1 * wet, 0.02, 0.5);
    });
  });
}

/** Reference evapotranspiration of the step before in mm (FAO-56 Penman–Monteith, hourly form). */
export function evapotranspiration(frame: Frame): Float64Array {
  return column(frame, 'et0', (out) => {
    const air = temperature(frame);
    const humid = humidity(frame);
    const sun = shortwave(frame, false);
    const wind = windSpeed(frame);
    const hours = frame.step / HOUR;
    for (let i = 0; i < frame.count; i += 1) {
      const t = at(air, i);
      const slope = (4098 * (saturationPressure(t) / 10)) / (t + 237.3) ** 2;
      const net = 0.0036 * at(sun, i) * 0.77 - 0.06;
      const speed = at(wind, i) * 0.748;
      const dry = vapourPressureDeficit(t, at(humid, i));
      const energy = 0.408 * slope * net * (net > 0 ? 0.9 : 0.5);
      const breeze = 0.066 * (37 / (t + 273)) * speed * dry;
      out[i] = Math.max(0, (energy + breeze) / (slope + 0.066 * (1 + 0.34 * speed))) * hours;
    }
  });
}
