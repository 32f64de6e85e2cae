import { at, clamp } from './math.ts';

type Scale = readonly (readonly [concentration: number, index: number])[];

/** European index of the EEA as Open-Meteo applies it: concentrations in μg/m³. */
export const EUROPEAN: Record<'pm2_5' | 'pm10' | 'nitrogen_dioxide' | 'ozone' | 'sulphur_dioxide', Scale> = {
  pm2_5: scale([0, 10, 20, 25, 50, 75, 800], [0, 20, 40, 60, 80, 100, 680]),
  pm10: scale([0, 20, 40, 50, 100, 150, 1200], [0, 20, 40, 60, 80, 100, 520]),
  nitrogen_dioxide: scale([0, 40, 90, 120, 230, 340, 1000], [0, 20, 40, 60, 80, 100, 220]),
  ozone: scale([0, 50, 100, 130, 240, 380, 800], [0, 20, 40, 60, 80, 100, 160]),
  sulphur_dioxide: scale([0, 100, 200, 350, 500, 750, 1250], [0, 20, 40, 60, 80, 100, 140]),
};

const US_INDEX = [0, 50, 100, 150, 200, 300, 400, 500];

/** Index of the US EPA (2012 limits): particles in μg/m³, ozone (8 h), NO₂ and SO₂ in ppb, CO in ppm. */
export const UNITED_STATES: Record<
  'pm2_5' | 'pm10' | 'nitrogen_dioxide' | 'ozone' | 'sulphur_dioxide' | 'carbon_monoxide',
  Scale
> = {
  pm2_5: scale([0, 12, 35.5, 55.5, 150.5, 250.5, 350.5, 500.5], US_INDEX),
  pm10: scale([0, 55, 155, 255, 355, 425, 505, 605], US_INDEX),
  nitrogen_dioxide: scale([0, 54, 101, 361, 650, 1250, 1650, 2050], US_INDEX),
  ozone: scale([0, 55, 70, 85, 105, 200, 405, 605], US_INDEX),
  sulphur_dioxide: scale([0, 36, 76, 186, 305, 605, 805, 1005], US_INDEX),
  carbon_monoxide: scale([0, 4.5, 9.5, 12.5, 15.5, 30.5, 40.5, 50.5], US_INDEX),
};

/** Micrograms per m³ in one ppb (CO: in one ppm), at 25 °C and 1013 hPa. */
export const PER_PART = {
  pm2_5: 1,
  pm10: 1,
  nitrogen_dioxide: 1.88,
  ozone: 1.96,
  sulphur_dioxide: 2.62,
  carbon_monoxide: 1145,
} as const;

function scale(concentrations: readonly number[], indices: readonly number[]): Scale {
  return concentrations.map((value, i): [number, number] => [value, indices[i] ?? 500]);
}

/** Air quality index of a concentration by its table, linear between the limits. */
export function indexOf(table: Scale, concentration: number): number {
  let previous: readonly [number, number] = [0, 0];
  for (const limit of table) {
    if (concentration < limit[0]) {
      const share = (concentration - previous[0]) / (limit[0] - previous[0]);
      return previous[1] + (limit[1] - previous[1]) * clamp(share, 0, 1);
    }
    previous = limit;
  }
  return previous[1];
}

/** Mean of the last `window` values of a series, for each of its last `count` values. */
export function rollingMean(series: Float64Array, window: number, count: number): Float64Array {
  const out = new Float64Array(count);
  const lead = series.length - count;
  let sum = 0;
  for (let i = 0; i < series.length; i += 1) {
    sum += at(series, i) - (i >= window ? at(series, i - window) : 0);
    if (i >= lead) out[i - lead] = sum / Math.min(window, i + 1);
  }
  return out;
}
