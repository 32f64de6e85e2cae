/** A signal with a deadline of its own; dispose it when the work is done. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  abort(reason: Error): void;
  dispose(): void;
}

/**
 * Derives a signal that aborts with `parent`'s reason, or after `ms` with the reason that `onDeadline` gives.
 *
 * Unlike `AbortSignal.any`, it leaves nothing on a long-lived parent once disposed.
 */
export function linkSignal(parent: AbortSignal, ms: number, onDeadline: () => Error): LinkedSignal {
  const controller = new AbortController();
  const release = follow(parent, controller);
  const timer = setTimeout(() => controller.abort(onDeadline()), Math.max(1, ms));
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    dispose: () => {
      clearTimeout(timer);
      release();
    },
  };
}

/** Aborts `controller` with `parent`'s reason when that aborts; the function it returns ends this. */
export function follow(parent: AbortSignal, controller: AbortController): () => void {
  const abort = (): void => controller.abort(parent.reason);
  if (parent.aborted) abort();
  parent.addEventListener('abort', abort, { once: true });
  return () => parent.removeEventListener('abort', abort);
}
