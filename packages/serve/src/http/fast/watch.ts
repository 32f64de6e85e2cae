/**
 * Tells responders that their client has gone.
 *
 * One listener per connection rather than per request: listeners are garbage that outlives short calls.
 */
import type { Socket } from 'node:net';
import type { Responder } from './responder.ts';

/** Follows a responder until it has ended or its connection closes. */
export type Watch = (socket: Socket, responder: Responder) => void;

/** Starts with no connections. */
export function createWatch(): Watch {
  const connections = new WeakMap<Socket, Responder[]>();
  return (socket, responder) => {
    const known = connections.get(socket);
    if (known !== undefined) {
      dropEnded(known);
      known.push(responder);
      return;
    }
    const open = [responder];
    connections.set(socket, open);
    socket.once('close', () => {
      for (const left of open) left.gone();
      open.length = 0;
    });
  };
}

/** Drops what has ended; without pipelining that is the one request before. */
function dropEnded(open: Responder[]): void {
  while (open[0]?.ended === true) open.shift();
}
