/**
 * One request of a connection at a time, and the next one when all other connections had their turn.
 *
 * Node hands over everything that a client has pipelined within one turn of the event loop. Served at once, a single
 * client would keep everybody else waiting for as long as it goes on sending, probes and refusals included.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Serves one request. */
export type Serve = (req: IncomingMessage, res: ServerResponse) => void;

/** How many requests may wait behind the one of their connection that is served; hardly any client sends a second. */
export const mostWaiting = 100;

/** Serves in turns; a connection with more requests than may wait is cut off, which `onOverflow` hears once. */
export function inTurn(serve: Serve, onOverflow: () => void): Serve {
  const lines = new WeakMap<Socket, Line>();
  return (req, res) => {
    const { socket } = req;
    // Node goes on reading what had arrived before a connection was cut off
    if (socket.destroyed) return;
    let line = lines.get(socket);
    if (line === undefined) {
      line = new Line(serve);
      lines.set(socket, line);
    }
    if (line.take(req, res)) return;
    cutOff(socket);
    onOverflow();
  };
}

/**
 * Ends a connection, with all that it has pipelined.
 *
 * Node makes an error for each request, and their stacks, which nobody reads, would take longer than all the rest.
 */
function cutOff(socket: Socket): void {
  const { stackTraceLimit } = Error;
  socket.prependOnceListener('close', () => {
    Error.stackTraceLimit = 0;
  });
  socket.once('close', () => {
    Error.stackTraceLimit = stackTraceLimit;
  });
  socket.destroy();
}

/** The requests of one connection. */
class Line {
  readonly #serve: Serve;
  readonly #waiting: (readonly [IncomingMessage, ServerResponse])[] = [];
  #isServing = false;

  constructor(serve: Serve) {
    this.#serve = serve;
  }

  /** Whether there was room for a request. */
  take(req: IncomingMessage, res: ServerResponse): boolean {
    if (!this.#isServing) this.#start(req, res);
    else if (this.#waiting.length < mostWaiting) this.#waiting.push([req, res]);
    else return false;
    return true;
  }

  #start(req: IncomingMessage, res: ServerResponse): void {
    this.#isServing = true;
    res.once('close', this.#next);
    this.#serve(req, res);
  }

  readonly #next = (): void => {
    const first = this.#waiting.shift();
    if (first === undefined) this.#isServing = false;
    else setImmediate(() => this.#resume(first));
  };

  /** Requests of a connection that is gone are not served: nobody would hear the answer. */
  #resume([req, res]: readonly [IncomingMessage, ServerResponse]): void {
    if (req.socket.destroyed) this.#waiting.length = 0;
    else this.#start(req, res);
  }
}
