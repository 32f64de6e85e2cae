import type { Call } from '../call.ts';
import type { Announcement } from '../define/context.ts';
import type { AnyServer } from '../define/server.ts';
import { isInputRequired, type Result } from '../wire.ts';

/**
 * What clients that subscribed are told of a call that has ended: what its handler announced, and the resources that show
 * the rows it wrote, each once. Nothing of a call that was refused, asked for input, or was a rehearsal.
 */
export function announcements({ changes }: AnyServer, call: Call, result: Result): readonly Announcement[] {
  const { announced, effect, write } = call;
  if (announced.length === 0 && effect === undefined) return announced;
  if (write?.dryRun === true || isInputRequired(result) || result['isError'] === true) return [];
  const shownIn = changes?.resources === true ? changes.shownIn : undefined;
  const uris = shownIn === undefined ? [] : (effect?.rows ?? []).flatMap((row) => shownIn(row));
  return [...announced, ...[...new Set(uris)].map((uri): Announcement => ({ kind: 'resource', uri }))];
}
