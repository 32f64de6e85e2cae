/** Delays of a server's event loop in milliseconds, the twenty of its sampling included. */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * The delays since the last reading, from the server's own metrics; the first reading starts the measurement.
 *
 * @returns undefined when the server does not answer or has not measured yet.
 */
export async function readLoopDelay(origin: string): Promise<LoopDelay | undefined> {
  try {
    const page = await (await fetch(`${origin}/metrics`)).text();
    const values = new Map(
      [...page.matchAll(/^nodejs_eventloop_delay_seconds\{quantile="([\d.]+)"\} (\S+)$/gm)].map(
        ([, quantile, seconds]) => [quantile, Number(seconds) * 1000],
      ),
    );
    const [p50, p99, max] = [values.get('0.5'), values.get('0.99'), values.get('1')];
    return p50 === undefined || p99 === undefined || max === undefined ? undefined : { p50, p99, max };
  } catch {
    return undefined;
  }
}
