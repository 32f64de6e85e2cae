/** Counts work in flight, for whoever has to wait for its end. */
export interface Flight {
  /** Counts one in; the returned function counts it out, once. */
  enter(): () => void;
  /** Resolves when nothing is in flight, or at the deadline; says how much was left. */
  idle(deadlineMs: number): Promise<number>;
}

/** Starts counting. */
export function createFlight(): Flight {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    enter() {
      count += 1;
      let entered = true;
      return () => {
        if (!entered) return;
        entered = false;
        count -= 1;
        if (count === 0) for (const wake of waiting) wake();
      };
    },
    async idle(deadlineMs) {
      if (count === 0) return 0;
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, deadlineMs);
        waiting.add(wake);
      });
      return count;
    },
  };
}
