/** The scales of temperature. */
export const temperatureUnits = ['celsius', 'fahrenheit', 'kelvin'] as const;

/** One of the scales of temperature. */
export type TemperatureUnit = (typeof temperatureUnits)[number];

/** The lowest temperature there is, on each scale. */
export const absoluteZero: Readonly<Record<TemperatureUnit, number>> = {
  celsius: -273.15,
  fahrenheit: -459.67,
  kelvin: 0,
};

/** How the scales are written after a number. */
export const temperatureSymbols: Readonly<Record<TemperatureUnit, string>> = {
  celsius: '°C',
  fahrenheit: '°F',
  kelvin: 'K',
};

/**
 * Converts a temperature between scales, rounded to nine decimals so that no float noise shows.
 *
 * Returns undefined for a temperature below absolute zero. Kelvin is Celsius + 273.15 and Fahrenheit is
 * Celsius × 9/5 + 32 by definition (SI brochure, 9th edition, section 2.3.1; NIST SP 811, B.8).
 */
export function convertTemperature(
  temperature: number,
  from: TemperatureUnit,
  to: TemperatureUnit,
): number | undefined {
  if (temperature < absoluteZero[from]) return undefined;
  if (from === to) return temperature;
  const converted = fromCelsius(toCelsius(temperature, from), to);
  return Number(Math.max(converted, absoluteZero[to]).toFixed(9));
}

function toCelsius(temperature: number, unit: TemperatureUnit): number {
  if (unit === 'kelvin') return temperature - 273.15;
  return unit === 'fahrenheit' ? ((temperature - 32) * 5) / 9 : temperature;
}

function fromCelsius(celsius: number, unit: TemperatureUnit): number {
  if (unit === 'kelvin') return celsius + 273.15;
  return unit === 'fahrenheit' ? (celsius * 9) / 5 + 32 : celsius;
}
