import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { foreignCursor } from '@patchbay/schemas';

/** Places in lists of the lead API, as callers carry them between calls. */
export interface OffsetCursors {
  /** `binding` is all that the cursor must come back with: tenant, list, filters. */
  write(binding: readonly unknown[], offset: number): string;
  /** @throws ToolError `validation_error` for a cursor that is forged or of another list. */
  read(binding: readonly unknown[], cursor: string | undefined): number;
}

/** Signs cursors with a secret that all instances share, or with one of this process alone. */
export function offsetCursors(secret: string | undefined): OffsetCursors {
  const key = secret ?? randomBytes(32).toString('base64url');
  const macOf = (binding: readonly unknown[], offset: number): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([binding, offset]))
      .digest()
      .subarray(0, 18);
  return {
    write: (binding, offset) => `${offset}.${macOf(binding, offset).toString('base64url')}`,
    read(binding, cursor) {
      if (cursor === undefined) return 0;
      const [place = '', mac = ''] = cursor.split('.');
      const offset = /^\d{1,9}$/.test(place) ? Number(place) : Number.NaN;
      const given = Buffer.from(mac, 'base64url');
      if (given.length === 18 && timingSafeEqual(given, macOf(binding, offset))) return offset;
      throw foreignCursor();
    },
  };
}
