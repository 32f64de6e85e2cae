/** Replies that stay open, such as subscriptions: they end with the key that opened them. */
import type { ServerResponse } from 'node:http';
import type { Principal } from './key-index.ts';
import type { KeyRing } from './key-ring.ts';

/** Follows open replies. */
export interface Streams {
  hold(principal: Principal, res: ServerResponse): void;
  close(): void;
}

const tickMs = 1000;

/** Cuts replies at once when their key is revoked, and within a second when it expires. */
export function createStreams(ring: KeyRing): Streams {
  const open = new Map<ServerResponse, string>();
  const cut = () => {
    for (const [res, keyId] of open) if (!ring.isActive(keyId)) res.destroy();
  };
  ring.onChange(cut);
  const tick = setInterval(cut, tickMs).unref();
  return {
    hold({ keyId }, res) {
      if (keyId === undefined) return;
      open.set(res, keyId);
      res.once('close', () => open.delete(res));
    },
    close: () => clearInterval(tick),
  };
}
