/**
 * Wind chill, °C, of a temperature in °C and a mean wind at 10 m in km/h; undefined above 10 °C or below 4.8 km/h.
 *
 * Environment Canada and US National Weather Service, 2001.
 */
export function windChill(celsius: number, kmh: number): number | undefined {
  if (celsius > 10 || kmh < 4.8) return undefined;
  const power = kmh ** 0.16;
  return 13.12 + 0.6215 * celsius - 11.37 * power + 0.3965 * celsius * power;
}

/** The heat index is defined from 80 °F on; a hair less lets 26.7 °C in. */
const heatFrom = 79.999;

/**
 * Heat index, °C, of a temperature in °C and a relative humidity in %, in the shade; undefined below 80 °F (26.7 °C).
 *
 * Rothfusz, NWS Technical Attachment SR 90-23 (1990), begun and corrected as the US National Weather Service does
 * (https://www.wpc.ncep.noaa.gov/html/heatindex_equation.shtml).
 */
export function heatIndex(celsius: number, humidity: number): number | undefined {
  const heat = celsius * 1.8 + 32;
  if (heat < heatFrom) return undefined;
  const simple = 0.5 * (heat + 61 + (heat - 68) * 1.2 + humidity * 0.094);
  const index = (simple + heat) / 2 < 80 ? simple : regression(heat, humidity) + correction(heat, humidity);
  return (index - 32) / 1.8;
}

function regression(heat: number, humidity: number): number {
  const [h2, r2] = [heat ** 2, humidity ** 2];
  return (
    -42.379 +
    2.04901523 * heat +
    10.14333127 * humidity -
    0.22475541 * heat * humidity -
    0.00683783 * h2 -
    0.05481717 * r2 +
    0.00122874 * h2 * humidity +
    0.00085282 * heat * r2 -
    0.00000199 * h2 * r2
  );
}

function correction(heat: number, humidity: number): number {
  if (humidity < 13 && heat >= 80 && heat <= 112) {
    return -((13 - humidity) / 4) * Math.sqrt((17 - Math.abs(heat - 95)) / 17);
  }
  if (humidity > 85 && heat >= 80 && heat <= 87) return ((humidity - 85) / 10) * ((87 - heat) / 5);
  return 0;
}
