/**
 * Tells exchanges that their client has gone.
 *
 * One listener per connection rather than per request: listeners are garbage that outlives short calls.
 */
import type { Socket } from 'node:net';
import type { Exchange } from './exchange.ts';

/** Follows an exchange until it is settled or its connection closes. */
export type Watch = (socket: Socket, exchange: Exchange) => void;

/** Starts with no connections. */
export function createWatch(): Watch {
  const connections = new WeakMap<Socket, Exchange[]>();
  return (socket, exchange) => {
    const known = connections.get(socket);
    if (known !== undefined) {
      settle(known);
      known.push(exchange);
      return;
    }
    const open = [exchange];
    connections.set(socket, open);
    socket.once('close', () => {
      for (const left of open) left.gone();
      open.length = 0;
    });
  };
}

/** Drops what is settled; without pipelining that is the one request before. */
function settle(open: Exchange[]): void {
  while (open[0]?.settled === true) open.shift();
}
