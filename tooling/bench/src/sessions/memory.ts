import { residentMegabytes } from '../process-memory.ts';
import { median } from '../statistics.ts';

/** The growth from the second to the last quarter of a run that still counts as none. */
export const flatGrowth = 1.1;

const points = 20;

/** Watches the resident memory of a process, once a second. */
export class MemoryWatch {
  readonly #samples: number[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number | undefined) {
    this.#timer = setInterval(() => {
      const megabytes = residentMegabytes(pid);
      if (megabytes !== undefined) this.#samples.push(megabytes);
    }, 1000);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The present value in MB. */
  get last(): number | undefined {
    return this.#samples.at(-1);
  }

  /** Twenty values over the run, in MB. */
  curve(): string {
    const every = Math.max(1, this.#samples.length / points);
    const count = Math.min(points, this.#samples.length);
    return Array.from({ length: count }, (_, index) =>
      median(this.#samples.slice(Math.floor(index * every), Math.floor((index + 1) * every))).toFixed(0),
    ).join(' ');
  }

  /** The median of the last quarter over that of the second one; the first warms up. NaN without samples. */
  growth(): number {
    const quarter = this.#samples.length / 4;
    const second = this.#samples.slice(Math.floor(quarter), Math.floor(2 * quarter));
    return median(this.#samples.slice(Math.floor(3 * quarter))) / median(second);
  }
}
