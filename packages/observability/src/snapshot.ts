/** How an instrument is called in OpenTelemetry; by default the same. */
export interface OtelName {
  readonly name: string;
  /** Turns labels into attributes; by default they are the attributes. */
  attributes?(labels: Readonly<Record<string, string>>): Record<string, string>;
}

/** One reading of a counter or gauge cell. */
export interface NumberSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One reading of a histogram cell; `counts` has one more entry than there are bounds, and is not cumulative. */
export interface HistogramSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly counts: readonly number[];
  readonly sum: number;
  readonly count: number;
}

/** What a reading says of its instrument. */
export interface SnapshotBase {
  readonly name: string;
  readonly help: string;
  readonly unit: string;
  readonly otel: OtelName | undefined;
}

/** One reading of a whole instrument. */
export type Snapshot = SnapshotBase &
  (
    | { readonly type: 'counter' | 'gauge'; readonly samples: readonly NumberSample[] }
    | {
        readonly type: 'histogram';
        readonly buckets: readonly number[];
        readonly samples: readonly HistogramSample[];
      }
  );
