import { abortFailure, type UpstreamFailure } from './failure.ts';

/** Tells work whether its result may still be kept. */
export interface FlightState {
  /** True once the data it reads was invalidated: late joiners no longer share it. */
  readonly detached: boolean;
}

/** Shares work among concurrent callers who want the same thing. */
export interface SingleFlight<T> {
  /**
   * Joins the work under way for `key`, or starts it.
   *
   * A caller whose `signal` aborts leaves alone; the work's own signal aborts when the last one has left.
   */
  run(
    key: string,
    signal: AbortSignal,
    start: (signal: AbortSignal, state: FlightState) => Promise<T>,
  ): Promise<T>;
  has(key: string): boolean;
  /** Lets new callers start afresh for every matching key; those already waiting get what they asked for. */
  detach(matches: (key: string) => boolean): void;
  /** Ends all work with the given reason, detached work too. */
  abortAll(reason: UpstreamFailure): void;
}

interface Flight<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  readonly state: { detached: boolean };
  waiters: number;
}

/** Builds an empty register of work under way. */
export function createSingleFlight<T>(): SingleFlight<T> {
  const joinable = new Map<string, Flight<T>>();
  const running = new Set<Flight<T>>();

  const forget = (key: string, flight: Flight<T>): void => {
    if (joinable.get(key) === flight) joinable.delete(key);
  };
  const begin = (key: string, start: (signal: AbortSignal, state: FlightState) => Promise<T>): Flight<T> => {
    const controller = new AbortController();
    const state = { detached: false };
    const flight: Flight<T> = { promise: start(controller.signal, state), controller, state, waiters: 0 };
    joinable.set(key, flight);
    running.add(flight);
    const settle = (): void => {
      forget(key, flight);
      running.delete(flight);
    };
    flight.promise.then(settle, settle);
    return flight;
  };
  return {
    run: async (key, signal, start) => {
      if (signal.aborted) throw abortFailure(signal);
      const flight = joinable.get(key) ?? begin(key, start);
      return await waitFor(flight, signal, (failure) => {
        forget(key, flight);
        flight.controller.abort(failure);
      });
    },
    has: (key) => joinable.has(key),
    detach: (matches) => {
      for (const [key, flight] of joinable) {
        if (!matches(key)) continue;
        flight.state.detached = true;
        joinable.delete(key);
      }
    },
    abortAll: (reason) => {
      for (const flight of running) flight.controller.abort(reason);
    },
  };
}

function waitFor<T>(
  flight: Flight<T>,
  signal: AbortSignal,
  onLastLeft: (failure: UpstreamFailure) => void,
): Promise<T> {
  flight.waiters += 1;
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      const failure = abortFailure(signal);
      flight.waiters -= 1;
      if (flight.waiters === 0) onLastLeft(failure);
      reject(failure);
    };
    signal.addEventListener('abort', leave, { once: true });
    const done = (): void => signal.removeEventListener('abort', leave);
    flight.promise.finally(done).then(resolve, reject);
  });
}
