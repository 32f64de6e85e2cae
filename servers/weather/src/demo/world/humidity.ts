import { clamp } from './math.ts';

/** Saturation vapour pressure over water in hPa at °C (Magnus form with the constants of Alduchov and Eskridge). */
export function saturationPressure(celsius: number): number {
  return 6.1094 * Math.exp((17.625 * celsius) / (celsius + 243.04));
}

/** Dew point in °C from temperature in °C and relative humidity in %. */
export function dewPoint(celsius: number, humidity: number): number {
  const gamma = Math.log(humidity / 100) + (17.625 * celsius) / (celsius + 243.04);
  return (243.04 * gamma) / (17.625 - gamma);
}

/** Vapour pressure deficit in kPa. */
export function vapourPressureDeficit(celsius: number, humidity: number): number {
  return (saturationPressure(celsius) / 10) * (1 - humidity / 100);
}

/** Wet-bulb temperature in °C by Stull's fit (2011), never above the air temperature. */
export function wetBulb(celsius: number, humidity: number): number {
  const rh = clamp(humidity, 5, 100);
  const fit =
    celsius * Math.atan(0.151977 * Math.sqrt(rh + 8.313659)) +
    Math.atan(celsius + rh) -
    Math.atan(rh - 1.676331) +
    0.00391838 * rh ** 1.5 * Math.atan(0.023101 * rh) -
    4.686035;
  return Math.min(celsius, fit);
}

/**
 * Steadman's apparent temperature in °C: air temperature in °C, humidity in %, wind at 10 m in m/s and the
 * absorbed solar radiation in W/m².
 */
export function apparentTemperature(
  celsius: number,
  humidity: number,
  windMs: number,
  radiation: number,
): number {
  const vapour = (humidity / 100) * saturationPressure(celsius);
  const absorbed = 0.12 * radiation;
  return celsius + 0.348 * vapour - 0.7 * windMs + (0.7 * absorbed) / (windMs + 10) - 4.25;
}

/** Pressure at a height in hPa from the pressure at sea level (barometric formula at the given temperature). */
export function pressureAt(elevation: number, seaLevelPressure: number, celsius: number): number {
  const base = celsius + 273.15 + 0.0065 * elevation;
  return seaLevelPressure * (1 - (0.0065 * elevation) / base) ** 5.257;
}
