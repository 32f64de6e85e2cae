import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type ToolError, validationError } from '@patchbay/core';
import { foreignCursor } from '@patchbay/schemas';

/** The place after which the next page begins. */
export interface Place {
  readonly sort: unknown;
  readonly id: unknown;
}

/** Signs and reads cursors. */
export interface Cursors {
  /** @param binding all that the cursor must come back with: tenant, list, filter, sort. */
  write(binding: string, place: Place): string;
  /** @throws ToolError `validation_error` for a cursor that is forged, too old, or of another list, filter or tenant. */
  read(binding: string, cursor: string): Place;
}

const macBytes = 18;
const lifetimeMs = 24 * 3_600_000;

/** Creates cursors over a secret that all instances of a server share. */
export function cursors(secret: string, now: () => number): Cursors {
  const macOf = (binding: string, body: string) =>
    createHmac('sha256', secret).update(`${binding.length}:${binding}${body}`).digest().subarray(0, macBytes);
  return {
    write(binding, { sort, id }) {
      const body = Buffer.from(JSON.stringify([now(), sort, id])).toString('base64url');
      return `${body}.${macOf(binding, body).toString('base64url')}`;
    },
    read(binding, cursor) {
      const [body = '', mac = ''] = cursor.split('.');
      const given = Buffer.from(mac, 'base64url');
      if (given.length !== macBytes || !timingSafeEqual(given, macOf(binding, body))) throw foreignCursor();
      const [at, sort, id]: unknown[] = JSON.parse(Buffer.from(body, 'base64url').toString());
      if (typeof at !== 'number' || now() - at > lifetimeMs) throw expired();
      return { sort, id };
    },
  };
}

/** What binds a cursor: a digest of all that it must come back with. */
export function bindingOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function expired(): ToolError {
  return validationError('cursor is older than a day.', {
    hint: 'Leave cursor out to start from the first page.',
  });
}
