import { heatIndex, windChill } from './indices.ts';
import type { RiskHour } from './risk-hours.ts';

/** What falls as water in an hour, mm: 7 cm of snow are 10 mm of it, as the source reckons. */
export function liquid(values: RiskHour['values']): number | null {
  const fallen = values.precipitation ?? null;
  return fallen === null ? null : Math.max(0, fallen - ((values.snowfall ?? 0) * 10) / 7);
}

/** Codes of falling snow, whose water is a rounding error. */
const isSnow = (code: number | null | undefined): boolean =>
  code !== null && code !== undefined && ((code >= 71 && code <= 77) || code === 85 || code === 86);

/** Water that falls into freezing air, mm; none of it in hours of snow. */
export function freezingWater(values: RiskHour['values']): number | null {
  const [heat, water] = [values.temperature_2m ?? null, liquid(values)];
  if (heat === null || water === null) return null;
  return heat > 0 || isSnow(values.weather_code) ? 0 : water;
}

/** Wind chill, °C; null where it is not defined or a part is missing. */
export function feltCold(values: RiskHour['values']): number | null {
  const [heat, wind] = [values.temperature_2m ?? null, values.wind_speed_10m ?? null];
  return heat === null || wind === null ? null : (windChill(heat, wind) ?? null);
}

/** Heat index, °C; null where it is not defined or a part is missing. */
export function feltHeat(values: RiskHour['values']): number | null {
  const [heat, humidity] = [values.temperature_2m ?? null, values.relative_humidity_2m ?? null];
  return heat === null || humidity === null ? null : (heatIndex(heat, humidity) ?? null);
}
