import { randomBytes } from 'node:crypto';

const alphabet = 36 ** 8;

/**
 * An identifier that sorts by the time it was made, in milliseconds since 1970.
 *
 * Forty random bits keep those of one millisecond apart. It is short, since models read it, and no secret: what a
 * caller may see is for roles to decide.
 */
export function newId(prefix: string, now: number): string {
  return `${prefix}_${now.toString(36).padStart(9, '0')}${(randomBytes(6).readUIntBE(0, 6) % alphabet).toString(36).padStart(8, '0')}`;
}
