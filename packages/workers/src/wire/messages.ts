import type { ErrorCode } from '@patchbay/schemas';
import type { Progress } from '../calls.ts';

/** What a pool tells a child. */
export type ToChild =
  | { readonly type: 'setup'; readonly setup: unknown; readonly outputBytes: number }
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'abort'; readonly id: number };

/** A `ToolError` on its way out of a child. */
export interface SentError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** What a child tells its pool; `heldMb` is its memory after the call. */
export type FromChild =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'done'; readonly id: number; readonly output?: unknown; readonly heldMb: number }
  | {
      readonly type: 'failed';
      readonly id: number;
      /** Absent when the handler threw what no caller may read. */
      readonly error?: SentError | undefined;
      /** What happened, for the log. */
      readonly detail: string;
      readonly heldMb: number;
    };
