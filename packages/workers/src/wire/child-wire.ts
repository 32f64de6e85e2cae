import { Socket } from 'node:net';
import { deserialize } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { createFrameReader, frameHeader } from './frames.ts';
import type { ToChild } from './messages.ts';

/** The descriptor of a child process that carries its messages. */
export const CHANNEL_DESCRIPTOR = 3;

/** A child's end of the channel; payloads are serialised messages. */
export type SendToPool = (payload: Uint8Array<ArrayBuffer>) => void;

/** Opens a child's end of the channel; a process ends when the other end does. */
export function openChildWire(receive: (message: ToChild) => void): SendToPool {
  // the pool is trusted, and it alone holds the other end
  const take = (payload: Uint8Array): void => receive(deserialize(payload) as ToChild);
  const port = parentPort;
  if (port !== null) {
    port.on('message', take);
    // a serialised message is nobody else's, so that it moves instead of being copied
    return (payload) => port.postMessage(payload, [payload.buffer]);
  }
  const socket = new Socket({ fd: CHANNEL_DESCRIPTOR, readable: true, writable: true });
  const read = createFrameReader(Number.POSITIVE_INFINITY, { onFrame: take, onOversize: () => {} });
  const leave = (): never => process.exit(0);
  socket.on('data', read).on('end', leave).on('close', leave).on('error', leave);
  return (payload) => {
    socket.cork();
    socket.write(frameHeader(payload));
    socket.write(payload);
    socket.uncork();
  };
}
