import { randomFillSync } from 'node:crypto';

const bytesPerId = 8;
const pool = Buffer.alloc(bytesPerId * 512);
let used = pool.length;

/** A new id of sixteen hexadecimal digits; randomness is drawn for many at once. */
export function newCorrelationId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytesPerId;
  return pool.toString('hex', used - bytesPerId, used);
}
