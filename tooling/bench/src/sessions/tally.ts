import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** What a request is for. */
export type Purpose = 'list' | 'read' | 'write' | 'other';

/** What must never happen. */
export type Failing = 'dropped' | 'wrong' | 'doubled';

const shownExamples = 8;
const purposes = ['list', 'read', 'write', 'other'] as const;

/** Counts what became of the requests of a run. */
export class Tally {
  readonly latency: RecordableHistogram = createHistogram();
  readonly byPurpose: ReadonlyMap<Purpose, RecordableHistogram> = new Map(
    purposes.map((purpose) => [purpose, createHistogram()]),
  );
  /** Errors in place of an answer, by code. */
  readonly errors = new Map<string, number>();
  /** Errors that were the right answer, by code. */
  readonly expected = new Map<string, number>();
  readonly examples: string[] = [];
  requests = 0;
  left = 0;
  progress = 0;
  replays = 0;
  readonly #failures: Record<Failing, number> = { dropped: 0, wrong: 0, doubled: 0 };

  /** A request that was answered in so many milliseconds. */
  answered(purpose: Purpose, ms: number): void {
    const microseconds = Math.max(1, Math.round(ms * 1000));
    this.latency.record(microseconds);
    this.byPurpose.get(purpose)?.record(microseconds);
  }

  error(code: string): void {
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1);
  }

  rightly(code: string): void {
    this.expected.set(code, (this.expected.get(code) ?? 0) + 1);
  }

  /** Counts a failure, and keeps its text when it is among the first of its kind. */
  fail(failing: Failing, text: string): void {
    this.#failures[failing] += 1;
    if (this.#failures[failing] <= shownExamples) this.examples.push(`${failing}: ${text}`);
  }

  /** How often it happened. */
  failures(failing: Failing): number {
    return this.#failures[failing];
  }
}
