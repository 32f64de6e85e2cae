import { randomBytes } from 'node:crypto';

/** An identifier that sorts by the time it was made, in milliseconds since 1970, and cannot be guessed. */
export function newId(prefix: string, now: number): string {
  return `${prefix}_${now.toString(36).padStart(9, '0')}${randomBytes(10).toString('hex')}`;
}
