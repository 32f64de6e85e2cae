/** A signal with a deadline of its own; dispose it when the work is done. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  dispose(): void;
}

/**
 * Derives a signal that aborts with `parent`'s reason, or after `ms` with the reason that `onDeadline` gives.
 *
 * Unlike `AbortSignal.any`, it leaves nothing on a long-lived parent once disposed.
 */
export function linkSignal(parent: AbortSignal, ms: number, onDeadline: () => Error): LinkedSignal {
  const controller = new AbortController();
  const follow = (): void => controller.abort(parent.reason);
  if (parent.aborted) follow();
  parent.addEventListener('abort', follow, { once: true });
  const timer = setTimeout(() => controller.abort(onDeadline()), Math.max(1, ms));
  return {
    signal: controller.signal,
    dispose: () => {
      clearTimeout(timer);
      parent.removeEventListener('abort', follow);
    },
  };
}
