import type { Frame } from '../world/frame.ts';
import { at } from '../world/math.ts';
import { discharge } from '../world/river.ts';
import {
  currentSpeed,
  seaLevel,
  seaTemperature,
  swellHeight,
  waveDirection,
  waveHeight,
  wavePeriod,
  windWaveHeight,
} from '../world/sea.ts';
import type { Quantity } from './units.ts';
import { QUANTITY as Q } from './units.ts';
import type { Variable } from './variable.ts';

function sea(quantity: Quantity, values: (frame: Frame) => ArrayLike<number>): Variable {
  return { quantity, values };
}

function train(prefix: string, order: number, base: number): [string, Variable][] {
  const height = (frame: Frame): Float64Array =>
    order === 0 ? windWaveHeight(frame) : swellHeight(frame, order - 1);
  const period = (extra: number) => (frame: Frame) =>
    wavePeriod(frame, `${prefix}:${extra}`, height(frame), base + extra);
  return [
    [`${prefix}_height`, sea(Q.metres, height)],
    [`${prefix}_direction`, sea(Q.degrees, (frame) => waveDirection(frame, order))],
    [`${prefix}_period`, sea(Q.seconds, period(0))],
    [`${prefix}_peak_period`, sea(Q.seconds, period(1.4))],
  ];
}

/** Variables of the sea and the rivers. */
export const SEA_VARIABLES: Record<string, Variable> = {
  wave_height: sea(Q.metres, waveHeight),
  wave_direction: sea(Q.degrees, (frame) => waveDirection(frame, 1)),
  wave_period: sea(Q.seconds, (frame) => wavePeriod(frame, 'wave', waveHeight(frame), 3.2)),
  wave_peak_period: sea(Q.seconds, (frame) => wavePeriod(frame, 'wave:peak', waveHeight(frame), 4.9)),
  ...Object.fromEntries([
    ...train('wind_wave', 0, 2),
    ...train('swell_wave', 1, 5),
    ...train('secondary_swell_wave', 2, 6),
    ...train('tertiary_swell_wave', 3, 7),
  ]),
  sea_level_height_msl: sea(Q.metres, seaLevel),
  sea_surface_temperature: sea(Q.temperature, seaTemperature),
  ocean_current_velocity: sea(Q.speed, (frame) => currentSpeed(frame).map((value) => value * 3.6)),
  ocean_current_direction: sea(Q.degrees, (frame) => {
    const tide = seaLevel(frame);
    return waveDirection(frame, 0).map((value, i) => (value + (at(tide, i) > 0 ? 180 : 0)) % 360);
  }),
  sea_ice_thickness: sea(Q.metres, (frame) =>
    seaTemperature(frame).map((value) => (value <= -1.7 ? 0.8 : 0)),
  ),
  river_discharge: sea(Q.discharge, discharge),
};

/** Columns of the wave models, which end about eight days out; temperature, tide and current go on. */
export function isWave(name: string): boolean {
  return name.includes('wave');
}
