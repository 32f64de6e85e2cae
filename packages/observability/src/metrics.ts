import {
  type CounterCell,
  createBuckets,
  createCells,
  createNumber,
  type GaugeCell,
  type HistogramCell,
  type Instrument,
  readNumber,
} from './metric-cells.ts';
import { exposeSnapshots } from './prometheus.ts';
import type { Redactor } from './redact.ts';
import type { OtelName, Snapshot, SnapshotBase } from './snapshot.ts';

const MAX_LABEL_LENGTH = 120;
const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^(?!__)(?!le$)[a-zA-Z_][a-zA-Z0-9_]*$/;

/** What every instrument declares. */
export interface InstrumentOptions<Label extends string> {
  /** Prometheus name; counters end in `_total`, and the unit is part of it. */
  readonly name: string;
  readonly help: string;
  /** UCUM unit such as `s` or `By`. */
  readonly unit?: string;
  readonly labels?: readonly Label[];
  readonly otel?: OtelName;
}

/** What a histogram declares besides. */
export interface HistogramOptions<Label extends string> extends InstrumentOptions<Label> {
  /** Finite inclusive upper bounds in ascending order. */
  readonly buckets: readonly number[];
}

/** What a gauge declares besides. */
export interface GaugeOptions<Label extends string> extends InstrumentOptions<Label> {
  /** Called before every reading, to set cells whose value is known only then. */
  readonly collect?: (gauge: Instrument<Label, GaugeCell>) => void;
}

/** Holds a process's instruments. */
export interface Registry {
  counter<const Label extends string = never>(
    options: InstrumentOptions<Label>,
  ): Instrument<Label, CounterCell>;
  gauge<const Label extends string = never>(options: GaugeOptions<Label>): Instrument<Label, GaugeCell>;
  histogram<const Label extends string = never>(
    options: HistogramOptions<Label>,
  ): Instrument<Label, HistogramCell>;
  /** Reads every instrument; a gauge whose callback throws keeps its last values. */
  snapshot(): Snapshot[];
  /** Writes the same reading in the Prometheus text format, of the type `METRICS_CONTENT_TYPE`. */
  expose(): string;
  /** When counting began, in milliseconds since the epoch. */
  readonly startedAt: number;
}

/**
 * Creates an empty registry. Label values pass through the redactor when their cell is made, are cut at 120
 * characters, and at most 500 label sets per instrument are kept apart.
 *
 * Declaring a name twice, or an invalid name or bucket list, is a `TypeError` at start-up.
 */
export function createRegistry(options: { readonly redactor?: Redactor } = {}): Registry {
  const readers = new Map<string, () => Snapshot>();
  const clean = (value: string): string =>
    (options.redactor?.text(value) ?? value).slice(0, MAX_LABEL_LENGTH);
  const declare = (declared: InstrumentOptions<string>, read: () => Snapshot): void => {
    checkNames(declared);
    if (readers.has(declared.name)) throw new TypeError(`metric ${declared.name} is declared twice`);
    readers.set(declared.name, read);
  };

  const snapshot = (): Snapshot[] => Array.from(readers.values(), (read) => read());

  return {
    startedAt: Date.now(),
    counter(declared) {
      const cells = createCells(declared.labels ?? [], clean, createNumber);
      declare(declared, () => ({ ...describe(declared), type: 'counter', samples: cells.read(readNumber) }));
      return cells;
    },
    gauge(declared) {
      const cells = createCells(declared.labels ?? [], clean, createNumber);
      declare(declared, () => {
        collectQuietly(declared, cells);
        return { ...describe(declared), type: 'gauge', samples: cells.read(readNumber) };
      });
      return cells;
    },
    histogram(declared) {
      const buckets = checkBuckets(declared);
      const cells = createCells(declared.labels ?? [], clean, () => createBuckets(buckets));
      declare(declared, () => ({
        ...describe(declared),
        type: 'histogram',
        buckets,
        samples: cells.read((cell) => cell.read()),
      }));
      return cells;
    },
    snapshot,
    expose: () => exposeSnapshots(snapshot()),
  };
}

function describe({ name, help, unit, otel }: InstrumentOptions<string>): SnapshotBase {
  return { name, help, unit: unit ?? '1', otel };
}

function collectQuietly<Label extends string>(
  { collect }: GaugeOptions<Label>,
  cells: Instrument<Label, GaugeCell>,
): void {
  try {
    collect?.(cells);
  } catch {
    // A reading must not fail because one of its sources does.
  }
}

function checkNames({ name, labels = [] }: InstrumentOptions<string>): void {
  if (!METRIC_NAME.test(name)) throw new TypeError(`"${name}" is not a metric name`);
  for (const label of labels) {
    if (!LABEL_NAME.test(label)) throw new TypeError(`"${label}" is not a label name (metric ${name})`);
  }
}

function checkBuckets({ name, buckets }: HistogramOptions<string>): readonly number[] {
  const ascending = buckets.every(
    (bound, index) => Number.isFinite(bound) && (index === 0 || bound > (buckets[index - 1] ?? bound)),
  );
  if (!ascending) throw new TypeError(`buckets of ${name} must be finite and ascending`);
  return [...buckets];
}
