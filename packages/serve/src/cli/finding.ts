/** What the checks may take, and where they look. */
export interface DoctorOptions {
  /** The longest that one check may take, in milliseconds. */
  readonly deadlineMs: number;
  /** The port that `http` takes unless told otherwise. */
  readonly port: number;
}

/** What one check found. */
export interface Finding {
  readonly status: 'ok' | 'warn' | 'fail';
  /** What was looked at. */
  readonly check: string;
  readonly detail: string;
  /** What to do, when there is something to do. */
  readonly fix?: string;
}

/** Settles as `work` does, or with `late` when that takes longer than the deadline in milliseconds. */
export async function within<Result, Late>(
  deadlineMs: number,
  work: Promise<Result>,
  late: Late,
): Promise<Result | Late> {
  const { promise, resolve } = Promise.withResolvers<Late>();
  const timer = setTimeout(() => resolve(late), deadlineMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** An error in one line, for an operator. */
export function problemOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim();
}
