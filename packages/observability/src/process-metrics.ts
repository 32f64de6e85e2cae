import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Registry } from './metrics.ts';

const NANOSECONDS = 1e9;

/**
 * Declares gauges of the process: memory, event loop delay, uptime, and the build. Nothing is measured before the
 * first reading, which starts the event loop monitor; delays are of the time between two readings.
 */
export function declareProcessMetrics(
  registry: Registry,
  build: { readonly name: string; readonly version: string },
): void {
  registry.gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory.',
    unit: 'By',
    collect: (gauge) => gauge.cell({}).set(process.memoryUsage.rss()),
  });
  registry.gauge({
    name: 'nodejs_heap_size_used_bytes',
    help: 'Used JavaScript heap.',
    unit: 'By',
    collect: (gauge) => gauge.cell({}).set(process.memoryUsage().heapUsed),
  });
  registry.gauge({
    name: 'process_uptime_seconds',
    help: 'Time since the process started.',
    unit: 's',
    collect: (gauge) => gauge.cell({}).set(process.uptime()),
  });
  registry
    .gauge({
      name: 'patchbay_build_info',
      help: 'The running server, as labels; always 1.',
      labels: ['name', 'version', 'node'],
    })
    .cell({ ...build, node: process.versions.node })
    .set(1);
  declareLoopDelay(registry);
}

function declareLoopDelay(registry: Registry): void {
  let monitor: ReturnType<typeof monitorEventLoopDelay> | undefined;
  registry.gauge({
    name: 'nodejs_eventloop_delay_seconds',
    help: 'Delay of the event loop since the last reading.',
    unit: 's',
    labels: ['quantile'],
    collect(gauge) {
      if (monitor === undefined) {
        monitor = monitorEventLoopDelay({ resolution: 20 });
        monitor.enable();
      }
      if (monitor.count === 0) return;
      gauge.cell({ quantile: '0.5' }).set(monitor.percentile(50) / NANOSECONDS);
      gauge.cell({ quantile: '0.99' }).set(monitor.percentile(99) / NANOSECONDS);
      gauge.cell({ quantile: '1' }).set(monitor.max / NANOSECONDS);
      monitor.reset();
    },
  });
}
