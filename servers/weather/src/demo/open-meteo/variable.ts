import type { Frame } from '../world/frame.ts';
import type { Quantity } from './units.ts';

/** What a request says beyond place and time. */
export interface Ask {
  /** Unix seconds of now: probabilities blur with the distance from it. */
  now: number;
  /** Tilt of the panel in degrees. */
  tilt: number;
}

/** A variable of the API: what it measures, and its column in metric units, not yet rounded. */
export interface Variable {
  quantity: Quantity;
  values(frame: Frame, ask: Ask): ArrayLike<number>;
}
