import type { PollenSeason } from '../world/air.ts';
import { coarseParticles, dust, fineParticles, ozone, pollen, trafficGas } from '../world/air.ts';
import { EUROPEAN, indexOf, PER_PART, rollingMean, UNITED_STATES } from '../world/aqi.ts';
import type { Frame } from '../world/frame.ts';
import { createFrame } from '../world/frame.ts';
import { at, HOUR } from '../world/math.ts';
import type { Quantity } from './units.ts';
import { QUANTITY as Q } from './units.ts';
import type { Variable } from './variable.ts';

type Pollutant = 'pm2_5' | 'pm10' | 'nitrogen_dioxide' | 'ozone' | 'sulphur_dioxide' | 'carbon_monoxide';

const POLLUTANTS: Record<Pollutant, (frame: Frame) => Float64Array> = {
  pm2_5: fineParticles,
  pm10: coarseParticles,
  nitrogen_dioxide: (frame) => trafficGas(frame, 'nitrogen_dioxide', 17, 1),
  sulphur_dioxide: (frame) => trafficGas(frame, 'sulphur_dioxide', 3.5, 0.3),
  carbon_monoxide: (frame) => trafficGas(frame, 'carbon_monoxide', 190, 0.5),
  ozone,
};

/** Hours over which each index averages. */
const EUROPEAN_HOURS = { pm2_5: 24, pm10: 24, nitrogen_dioxide: 1, ozone: 1, sulphur_dioxide: 1 } as const;
const US_HOURS = {
  pm2_5: 24,
  pm10: 24,
  nitrogen_dioxide: 1,
  ozone: 8,
  sulphur_dioxide: 1,
  carbon_monoxide: 8,
} as const;

function averaged(frame: Frame, pollutant: Pollutant, hours: number): Float64Array {
  if (hours === 1) return POLLUTANTS[pollutant](frame);
  const steps = Math.max(1, Math.round((hours * HOUR) / frame.step));
  const start = frame.start - (steps - 1) * frame.step;
  const wide = createFrame(frame.site, start, frame.step, frame.count + steps - 1, frame.drift);
  return rollingMean(POLLUTANTS[pollutant](wide), steps, frame.count);
}

type EuropeanPollutant = keyof typeof EUROPEAN_HOURS;

function european(pollutant: EuropeanPollutant): (frame: Frame) => Float64Array {
  return (frame) =>
    averaged(frame, pollutant, EUROPEAN_HOURS[pollutant]).map((value) => indexOf(EUROPEAN[pollutant], value));
}

function american(pollutant: Pollutant): (frame: Frame) => Float64Array {
  return (frame) =>
    averaged(frame, pollutant, US_HOURS[pollutant]).map((value) =>
      indexOf(UNITED_STATES[pollutant], value / PER_PART[pollutant]),
    );
}

const EUROPEAN_POLLUTANTS = ['pm2_5', 'pm10', 'nitrogen_dioxide', 'ozone', 'sulphur_dioxide'] as const;
const US_POLLUTANTS = [...EUROPEAN_POLLUTANTS, 'carbon_monoxide'] as const;

/** The overall index is that of the worst pollutant. */
function worst(parts: readonly ((frame: Frame) => Float64Array)[]): (frame: Frame) => Float64Array {
  return (frame) => {
    const columns = parts.map((part) => part(frame));
    return Float64Array.from({ length: frame.count }, (_, i) =>
      Math.max(...columns.map((values) => Math.round(at(values, i)))),
    );
  };
}

const POLLEN: Record<string, PollenSeason> = {
  alder_pollen: { peak: 65, width: 22, height: 90 },
  birch_pollen: { peak: 108, width: 16, height: 260 },
  grass_pollen: { peak: 165, width: 32, height: 70 },
  mugwort_pollen: { peak: 222, width: 20, height: 12 },
  olive_pollen: { peak: 145, width: 18, height: 60 },
  ragweed_pollen: { peak: 243, width: 18, height: 25 },
};

/** Trace species of the European model as a share of another pollutant. */
const TRACES: Record<string, readonly [Pollutant, number]> = {
  ammonia: ['nitrogen_dioxide', 0.25],
  formaldehyde: ['ozone', 0.02],
  glyoxal: ['ozone', 0.002],
  non_methane_volatile_organic_compounds: ['nitrogen_dioxide', 1.1],
  pm10_wildfires: ['pm10', 0.01],
  peroxyacyl_nitrates: ['ozone', 0.012],
  secondary_inorganic_aerosol: ['pm2_5', 0.42],
  residential_elementary_carbon: ['pm2_5', 0.03],
  total_elementary_carbon: ['pm2_5', 0.06],
  pm2_5_total_organic_matter: ['pm2_5', 0.3],
  sea_salt_aerosol: ['pm10', 0.08],
  nitrogen_monoxide: ['nitrogen_dioxide', 0.3],
};

/** Variables that only the European model has; elsewhere they are null. */
export function isEuropeanOnly(name: string): boolean {
  return name in POLLEN || name in TRACES;
}

function air(quantity: Quantity, values: (frame: Frame) => ArrayLike<number>): Variable {
  return { quantity, values };
}

function entries<T>(
  table: Record<string, T>,
  make: (value: T, name: string) => Variable,
): [string, Variable][] {
  return Object.entries(table).map(([name, value]) => [name, make(value, name)]);
}

function trace([pollutant, share]: readonly [Pollutant, number]): Variable {
  return air(Q.gas, (frame) => POLLUTANTS[pollutant](frame).map((value) => value * share));
}

/** Variables of the air: pollutants, pollen and the two indices derived from them. */
export const AIR_VARIABLES: Record<string, Variable> = {
  ...Object.fromEntries(entries(POLLUTANTS, (values) => air(Q.gas, values))),
  ...Object.fromEntries(
    entries(POLLEN, (season, name) => air(Q.grains, (frame) => pollen(frame, name, season))),
  ),
  ...Object.fromEntries(entries(TRACES, trace)),
  carbon_dioxide: air(Q.parts, (frame) => trafficGas(frame, 'co2', 14, 0.4).map((value) => 418 + value)),
  methane: air(Q.gas, (frame) => trafficGas(frame, 'methane', 60, 0.2).map((value) => 1290 + value)),
  dust: air(Q.gas, dust),
  aerosol_optical_depth: air(Q.ratio, (frame) => coarseParticles(frame).map((value) => 0.04 + value * 0.006)),
  european_aqi: air(Q.european, worst(EUROPEAN_POLLUTANTS.map(european))),
  us_aqi: air(Q.american, worst(US_POLLUTANTS.map(american))),
  ...Object.fromEntries(
    EUROPEAN_POLLUTANTS.map((name) => [`european_aqi_${name}`, air(Q.european, european(name))]),
  ),
  ...Object.fromEntries(US_POLLUTANTS.map((name) => [`us_aqi_${name}`, air(Q.american, american(name))])),
};
