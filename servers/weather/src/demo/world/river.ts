import type { Frame } from './frame.ts';
import { column, createFrame, field } from './frame.ts';
import { at, clamp, DAY } from './math.ts';
import { hashUnit } from './noise.ts';
import { yearAngle } from './sun.ts';
import { eachInstant } from './weather.ts';

/** Size of the river of a 5 km cell, in m³/s: most cells hold a brook, a few a great river. */
function riverSize(frame: Frame): number {
  const { seed, latitude, longitude, climate } = frame.site;
  const luck = hashUnit(seed, 911, Math.round(latitude * 20), Math.round(longitude * 20));
  return 0.4 * Math.exp(6.5 * luck ** 2.2) * Math.exp(0.8 * climate.wetness);
}

/** Daily river discharge in m³/s; 0 everywhere at sea. The frame has a step of one day. */
export function discharge(frame: Frame): Float64Array {
  return column(frame, 'discharge', (out) => {
    const { climate, land } = frame.site;
    if (!land) return;
    const size = riverSize(frame);
    const weeks = field(frame, 'slow');
    const early = createFrame(frame.site, frame.start - 3 * DAY, DAY, frame.count + 3, frame.drift);
    const rain = field(early, 'moisture');
    eachInstant(frame, 0, (i, time) => {
      const wet = climate.wetnessSwing * Math.cos(yearAngle(time) - climate.wetnessPeak - 0.4);
      const melt = clamp(-climate.annualMean / 12 + 0.9, 0, 1) * Math.cos(yearAngle(time) - 2.1);
      const recent = (at(rain, i) + at(rain, i + 1) + at(rain, i + 2) + at(rain, i + 3)) / 4;
      out[i] = size * Math.exp(0.6 * wet + 0.45 * melt + 0.4 * at(weeks, i) + 0.35 * recent);
    });
  });
}
