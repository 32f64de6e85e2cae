import type { McpMetrics, Redactor, Tracer } from '@patchbay/observability';
import type { Awaitable } from './awaitable.ts';
import type { MiddlewareFor } from './call.ts';
import type { Writes } from './define/server.ts';
import { authorize } from './middleware/authorize.ts';
import { concurrencyLimit } from './middleware/concurrency-limit.ts';
import { type ConfirmPolicy, confirm } from './middleware/confirm.ts';
import { errorBoundary } from './middleware/error-boundary.ts';
import { log } from './middleware/log.ts';
import { opening } from './middleware/opening.ts';
import { policy } from './middleware/policy.ts';
import { type RateLimitOptions, rateLimit } from './middleware/rate-limit.ts';
import { replay } from './middleware/replay.ts';
import { responseBudget } from './middleware/response-budget.ts';
import { timeout } from './middleware/timeout.ts';
import { trace } from './middleware/trace.ts';
import { transact } from './middleware/transact.ts';
import { validateInput } from './middleware/validate-input.ts';
import type { Layer } from './pipeline.ts';

/** The knobs of the pipeline; everything has a default that suits one user on one machine. */
export interface LayerOptions {
  /** What the server runs on, as soon as it is open; calls wait for it. */
  readonly ready?: (() => Awaitable<unknown>) | undefined;
  /** What makes writes happen once, as soon as the server has opened it; nothing unless given. */
  readonly writes?: (() => Awaitable<Writes | undefined>) | undefined;
  readonly tracer?: Tracer | undefined;
  readonly metrics?: McpMetrics | undefined;
  readonly redactor?: Redactor | undefined;
  /** Whether log lines hold the arguments of calls, or their names and sizes; the former unless given. */
  readonly logArguments?: 'values' | 'sizes' | undefined;
  /** Undefined means no limit, as on stdio. */
  readonly rateLimit?: RateLimitOptions | undefined;
  /** Calls of one tool at the same time; 64 unless said otherwise. */
  readonly concurrency?: number;
  readonly confirm?: ConfirmPolicy;
  /** Tokens a result may cost; 8,000 unless said otherwise. */
  readonly responseTokens?: number;
}

/** Builds every layer of a server's pipeline. */
export function createLayers(options: LayerOptions = {}): Readonly<Record<Layer, MiddlewareFor>> {
  const writes = options.writes ?? (() => undefined);
  return {
    trace: trace(options.tracer),
    log: log(options),
    'error-boundary': errorBoundary(),
    policy: policy(),
    authorize: authorize(),
    'validate-input': validateInput(),
    'rate-limit': rateLimit(options.rateLimit),
    'concurrency-limit': concurrencyLimit(options.concurrency ?? 64),
    opening: opening(options.ready ?? (() => undefined)),
    timeout: timeout(),
    replay: replay(writes),
    confirm: confirm(options.confirm ?? 'when-possible'),
    transact: transact(writes),
    'response-budget': responseBudget(options.responseTokens ?? 8000),
  };
}
