import type { CounterCell, GaugeCell, HistogramCell, Instrument, Registry } from '@patchbay/observability';

/** The instruments of a job worker. */
export interface JobMetrics {
  /** Attempts that ended; `outcome` is `done`, `failed`, `cancelled`, `retried`, `released` or `lost`. */
  readonly attempts: Instrument<'kind' | 'outcome', CounterCell>;
  /** Seconds per attempt. */
  readonly duration: Instrument<'kind', HistogramCell>;
  /** Jobs of the store that have not ended, as this process saw last. */
  readonly open: Instrument<never, GaugeCell>;
}

/** Declares the instruments of a job worker in a registry, once per registry. */
export function declareJobMetrics(registry: Registry): JobMetrics {
  return {
    attempts: registry.counter({
      name: 'job_attempts_total',
      help: 'Attempts at jobs, by what came of them.',
      labels: ['kind', 'outcome'],
    }),
    duration: registry.histogram({
      name: 'job_attempt_duration_seconds',
      help: 'Time of one attempt at a job.',
      unit: 's',
      buckets: [0.1, 0.5, 1, 5, 10, 30, 60, 300, 1_800, 3_600],
      labels: ['kind'],
    }),
    open: registry.gauge({ name: 'jobs_open', help: 'Jobs that have not ended.' }),
  };
}
