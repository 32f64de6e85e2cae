/** Stands for every label set beyond an instrument's limit. */
export const OVERFLOW_LABEL = '_OTHER';

const MAX_CELLS = 500;
const SEPARATOR = '\u0000';

/** One value for each label of an instrument. */
export type Labels<Label extends string> = Readonly<Record<Label, string>>;

/** Counts up. */
export interface CounterCell {
  /** Adds an amount, 1 by default; anything but a positive finite number is ignored. */
  inc(amount?: number): void;
}

/** Holds a value. */
export interface GaugeCell {
  set(value: number): void;
}

/** Sorts values into buckets. */
export interface HistogramCell {
  /** Adds a finite value; others are ignored. */
  observe(value: number): void;
}

/** A family of cells, one for each label set. */
export interface Instrument<Label extends string, Cell> {
  /** Returns the cell of a label set, always the same one: resolve it once and keep it on hot paths. */
  cell(labels: Labels<Label>): Cell;
}

/** A family whose cells can be read. */
export interface Cells<Label extends string, Cell> extends Instrument<Label, Cell> {
  read<Reading extends object>(
    reader: (cell: Cell) => Reading,
  ): Array<Reading & { labels: Record<string, string> }>;
}

/**
 * Creates a family that keeps at most 500 label sets apart; later ones share the cell whose every label is `_OTHER`.
 * `clean` decides how a label value is shown.
 */
export function createCells<Label extends string, Cell>(
  names: readonly Label[],
  clean: (value: string) => string,
  create: () => Cell,
): Cells<Label, Cell> {
  const shown = new Map<string, { readonly labels: Record<string, string>; readonly cell: Cell }>();
  const resolved = new Map<string, Cell>();
  const keep = (values: readonly string[]): Cell => {
    const key = values.join(SEPARATOR);
    const existing = shown.get(key);
    if (existing !== undefined) return existing.cell;
    if (shown.size >= MAX_CELLS && values.some((value) => value !== OVERFLOW_LABEL)) {
      return keep(names.map(() => OVERFLOW_LABEL));
    }
    const labels = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
    const cell = create();
    shown.set(key, { labels, cell });
    return cell;
  };
  return {
    cell(labels) {
      const values = names.map((name) => String(labels[name] ?? ''));
      const key = values.join(SEPARATOR);
      const known = resolved.get(key);
      if (known !== undefined) return known;
      const cell = keep(values.map(clean));
      if (resolved.size < MAX_CELLS) resolved.set(key, cell);
      return cell;
    },
    read: (reader) => Array.from(shown.values(), ({ labels, cell }) => ({ ...reader(cell), labels })),
  };
}

/** A number that counts or holds. */
export interface NumberCell extends CounterCell, GaugeCell {
  value: number;
}

/** Creates a counter or gauge cell at zero. */
export function createNumber(): NumberCell {
  const cell: NumberCell = {
    value: 0,
    inc(amount = 1) {
      if (amount > 0 && Number.isFinite(amount)) cell.value += amount;
    },
    set(value) {
      cell.value = value;
    },
  };
  return cell;
}

/** Reads such a cell. */
export function readNumber(cell: NumberCell): { value: number } {
  return { value: cell.value };
}

/** A histogram that can be read. */
export interface BucketCell extends HistogramCell {
  read(): { counts: number[]; sum: number; count: number };
}

/** Creates a histogram cell over finite ascending inclusive upper bounds. */
export function createBuckets(bounds: readonly number[]): BucketCell {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  let sum = 0;
  let count = 0;
  return {
    observe(value) {
      if (!Number.isFinite(value)) return;
      let index = 0;
      while (index < bounds.length && value > (bounds[index] ?? 0)) index += 1;
      counts[index] = (counts[index] ?? 0) + 1;
      sum += value;
      count += 1;
    },
    read: () => ({ counts: [...counts], sum, count }),
  };
}
