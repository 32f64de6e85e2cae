import type { Logger } from './logger.ts';

/** The part of `process` that reports crashes. */
export interface CrashSource {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (reason: unknown) => void): unknown;
  exit(code: number): void;
}

/**
 * Logs uncaught exceptions and unhandled rejections as one redacted fatal line and exits with status 1.
 *
 * Without it the runtime prints the error itself to standard error, unredacted and not as JSON.
 */
export function exitOnCrash(logger: Logger, source: CrashSource): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    source.on(event, (reason) => {
      logger.fatal({ err: reason, event }, 'crashed');
      source.exit(1);
    });
  }
}
