import type { Frame } from './frame.ts';
import { column } from './frame.ts';
import { at, clamp } from './math.ts';
import { cloudCover, eachInstant, sunSine } from './weather.ts';

const SOLAR_CONSTANT = 1361;

/** Sun on a horizontal plane above the atmosphere, in W/m²: mean of the step before, or at the instant. */
export function terrestrial(frame: Frame, instant: boolean): Float64Array {
  return column(frame, instant ? 'terrestrial_instant' : 'terrestrial', (out) => {
    const sine = sunSine(frame, instant);
    eachInstant(frame, 0, (i, _time, day) => {
      out[i] = Math.max(0, at(sine, i)) * SOLAR_CONSTANT * day.distanceFactor;
    });
  });
}

/** Global radiation on the ground in W/m² (clear sky by Haurwitz, clouds by Kasten and Czeplak). */
export function shortwave(frame: Frame, instant: boolean): Float64Array {
  return column(frame, instant ? 'shortwave_instant' : 'shortwave', (out) => {
    const sine = sunSine(frame, instant);
    const cloud = cloudCover(frame);
    for (let i = 0; i < frame.count; i += 1) {
      const s = at(sine, i);
      if (s <= 0) continue;
      out[i] = 1098 * s * Math.exp(-0.057 / s) * (1 - 0.75 * (at(cloud, i) / 100) ** 3.4);
    }
  });
}

/** The part of the global radiation that casts a shadow, on the horizontal, in W/m². */
export function direct(frame: Frame, instant: boolean): Float64Array {
  return column(frame, instant ? 'direct_instant' : 'direct', (out) => {
    const total = shortwave(frame, instant);
    const cloud = cloudCover(frame);
    for (let i = 0; i < frame.count; i += 1) out[i] = at(total, i) * 0.86 * (1 - (at(cloud, i) / 100) ** 1.6);
  });
}

/** Direct radiation on a plane that faces the sun, in W/m². */
export function directNormal(frame: Frame, instant: boolean): Float64Array {
  return column(frame, instant ? 'normal_instant' : 'normal', (out) => {
    const flat = direct(frame, instant);
    const sine = sunSine(frame, instant);
    for (let i = 0; i < frame.count; i += 1) {
      out[i] = at(flat, i) > 0 ? Math.min(1050, at(flat, i) / Math.max(0.06, at(sine, i))) : 0;
    }
  });
}

/** Global minus direct radiation, in W/m². */
export function diffuse(frame: Frame, instant: boolean): Float64Array {
  return column(frame, instant ? 'diffuse_instant' : 'diffuse', (out) => {
    const total = shortwave(frame, instant);
    const flat = direct(frame, instant);
    for (let i = 0; i < frame.count; i += 1) out[i] = at(total, i) - at(flat, i);
  });
}

/** Radiation on a tilted panel in W/m²: the beam gains, the sky is seen in part (isotropic, tilt in degrees). */
export function tilted(frame: Frame, instant: boolean, tilt: number): Float64Array {
  return column(frame, `tilted:${tilt}:${instant}`, (out) => {
    const beam = directNormal(frame, instant);
    const sky = diffuse(frame, instant);
    const sine = sunSine(frame, instant);
    const lean = (tilt * Math.PI) / 180;
    for (let i = 0; i < frame.count; i += 1) {
      const height = Math.asin(clamp(at(sine, i), 0, 1));
      const facing = Math.max(0, Math.sin(height) * Math.cos(lean) + Math.cos(height) * Math.sin(lean) * 0.5);
      out[i] = at(beam, i) * facing + (at(sky, i) * (1 + Math.cos(lean))) / 2;
    }
  });
}

/** UV index, at the instant: under the sky as it is, or as if it were clear. */
export function uvIndex(frame: Frame, clear: boolean): Float64Array {
  return column(frame, clear ? 'uv_clear' : 'uv', (out) => {
    const sine = sunSine(frame, false);
    const cloud = cloudCover(frame);
    const height = 1 + Math.max(0, frame.site.elevation) * 0.00008;
    for (let i = 0; i < frame.count; i += 1) {
      const s = at(sine, i);
      if (s <= 0) continue;
      const shade = clear ? 1 : 1 - 0.7 * (at(cloud, i) / 100) ** 2.5;
      out[i] = 12.5 * s ** 2.42 * height * shade;
    }
  });
}

/** Seconds of the step before in which the direct beam exceeds 120 W/m², the WMO's limit for sunshine. */
export function sunshine(frame: Frame): Float64Array {
  return column(frame, 'sunshine', (out) => {
    const beam = directNormal(frame, false);
    for (let i = 0; i < frame.count; i += 1) out[i] = frame.step * clamp((at(beam, i) - 60) / 120, 0, 1);
  });
}
