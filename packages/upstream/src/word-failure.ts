import type { ToolError } from '@patchbay/core';
import { UpstreamFailure } from './failure.ts';
import type { HealthRecord } from './health.ts';
import { type FailureContext, mapFailure } from './map-failure.ts';

/** What failures are worded with and noted in. */
export interface FailureWords {
  /** The dependency's name. */
  readonly name: string;
  readonly mapError: ((failure: UpstreamFailure) => ToolError | undefined) | undefined;
  readonly health: HealthRecord;
}

/** Failures that tell nothing new about the dependency's health. */
const notNews: ReadonlySet<UpstreamFailure['kind']> = new Set([
  'cancelled',
  'closed',
  'refused',
  'circuit_open',
]);

/** Words a failure for the caller whose `signal` it is; anything else is a defect and passes through. */
export function wordFailure(
  { name, mapError, health }: FailureWords,
  error: unknown,
  context: { readonly signal: AbortSignal } & Partial<Omit<FailureContext, 'name'>>,
): unknown {
  if (!(error instanceof UpstreamFailure)) return error;
  const { signal, isWrite = false, isDownload = false } = context;
  const mapped = mapError?.(error) ?? mapFailure(error, { name, isWrite, isDownload });
  if (!notNews.has(error.kind) && !signal.aborted) health.failed(mapped.code);
  return mapped;
}
