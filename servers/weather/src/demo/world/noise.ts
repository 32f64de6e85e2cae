const PRIME_X = 0x27d4eb2d;
const PRIME_Y = 0x165667b1;
const PRIME_Z = 0x9e3779b1;
const PRIME_W = 0x85ebca77;

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}

/** A 32-bit hash of text (FNV-1a, then mixed): turns names of fields, models and members into seeds. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** A number in [0, 1) that depends on the seed and the integers alone. */
export function hashUnit(seed: number, ...values: readonly number[]): number {
  let h = mix(seed | 0);
  for (const value of values) h = mix(Math.imul(h, PRIME_Z) ^ (value | 0));
  return (h >>> 0) / 4294967296;
}

function corner(hash: number): number {
  return mix(hash) / 2147483648;
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** Smooth value noise on a line, in about [-1, 1], one independent value per integer. */
export function noise1(seed: number, x: number): number {
  const i = Math.floor(x);
  const t = smooth(x - i);
  const a = corner(seed ^ Math.imul(i, PRIME_X));
  const b = corner(seed ^ Math.imul(i + 1, PRIME_X));
  return a + (b - a) * t;
}

/**
 * Smooth value noise in four dimensions (three of space, one of time), in about [-1, 1].
 *
 * The cells of the lattice have side 1: scale the coordinates to choose the size of the weather systems.
 * Written without loops or arrays, since a decade of weather evaluates it some hundred thousand times.
 */
export function noise4(seed: number, x: number, y: number, z: number, w: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const iz = Math.floor(z);
  const iw = Math.floor(w);
  const tx = smooth(x - ix);
  const ty = smooth(y - iy);
  const tz = smooth(z - iz);
  const x0 = Math.imul(ix, PRIME_X);
  const x1 = Math.imul(ix + 1, PRIME_X);
  const y0 = Math.imul(iy, PRIME_Y);
  const y1 = Math.imul(iy + 1, PRIME_Y);
  const z0 = Math.imul(iz, PRIME_Z);
  const z1 = Math.imul(iz + 1, PRIME_Z);
  const early = cube(seed ^ Math.imul(iw, PRIME_W), x0, x1, y0, y1, z0, z1, tx, ty, tz);
  const late = cube(seed ^ Math.imul(iw + 1, PRIME_W), x0, x1, y0, y1, z0, z1, tx, ty, tz);
  return early + (late - early) * smooth(w - iw);
}

function cube(
  base: number,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  z0: number,
  z1: number,
  tx: number,
  ty: number,
  tz: number,
): number {
  const near = face(base ^ z0, x0, x1, y0, y1, tx, ty);
  const far = face(base ^ z1, x0, x1, y0, y1, tx, ty);
  return near + (far - near) * tz;
}

function face(base: number, x0: number, x1: number, y0: number, y1: number, tx: number, ty: number): number {
  const a = corner(base ^ y0 ^ x0);
  const b = corner(base ^ y0 ^ x1);
  const c = corner(base ^ y1 ^ x0);
  const d = corner(base ^ y1 ^ x1);
  const top = a + (b - a) * tx;
  const bottom = c + (d - c) * tx;
  return top + (bottom - top) * ty;
}
