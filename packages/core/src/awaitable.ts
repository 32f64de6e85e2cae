/** A value that is there, or will be. */
export type Awaitable<T> = T | Promise<T>;

/**
 * Goes on with a value, at once when it is there.
 *
 * Awaiting in each layer of each call would cost more than all layers do.
 */
export function after<T, R>(value: Awaitable<T>, next: (value: T) => Awaitable<R>): Awaitable<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Runs work and goes on with how it ended, at once when it ends at once. */
export function settle<T, R>(
  work: () => Awaitable<T>,
  done: (value: T) => Awaitable<R>,
  failed: (error: unknown) => Awaitable<R>,
): Awaitable<R> {
  let value: Awaitable<T>;
  try {
    value = work();
  } catch (error) {
    return failed(error);
  }
  return value instanceof Promise ? value.then(done, failed) : done(value);
}

/** Makes a promise of what merely behaves like one, such as a query that runs when it is awaited. */
export function promised<T>(value: T | PromiseLike<T>): Awaitable<T> {
  if (value instanceof Promise) return value;
  return isThenable(value) ? Promise.resolve(value) : value;
}

function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
