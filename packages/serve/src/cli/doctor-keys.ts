import type { AnyServer } from '@patchbay/core';
import { stateOf } from '../http/auth/key-record.ts';
import { type DoctorOptions, type Finding, within } from './finding.ts';
import type { Host } from './host.ts';
import { keyProblem, openKeyPlace } from './key-place.ts';

const check = 'API keys';

/** Whether the keys of HTTP callers can be read, and how many are good. */
export async function checkKeys(
  server: AnyServer,
  host: Host,
  { deadlineMs }: DoctorOptions,
): Promise<Finding> {
  const place = openKeyPlace(server, host);
  const { store } = place;
  try {
    const snapshot = await within(deadlineMs, store.read(), undefined);
    if (snapshot === undefined) return unreadable(store.place, `no answer within ${deadlineMs} ms`);
    const now = host.now().getTime();
    const good = snapshot.keys.filter((record) => stateOf(record, now) === 'active').length;
    if (snapshot.keys.length === 0)
      return { status: 'ok', check, detail: `none in ${store.place}; only serving others needs one` };
    return { status: 'ok', check, detail: `${good} of ${snapshot.keys.length} in ${store.place} are good` };
  } catch (error) {
    return unreadable(store.place, keyProblem(error));
  } finally {
    await within(deadlineMs, place.close(), undefined);
  }
}

function unreadable(place: string, problem: string): Finding {
  return {
    status: 'warn',
    check,
    detail: `${place} cannot be read: ${problem}`,
    fix: 'make it readable, or HTTP callers who show a key are refused',
  };
}
