/**
 * Loaded into a server under test ahead of it: tells on a port of its own what the process has used since it was asked
 * before. What V8 allocates is told by its collections, so it is known only once some have happened.
 */
import { createServer } from 'node:http';
import { GCProfiler } from 'node:v8';

let profiler = new GCProfiler();
let cpu = process.cpuUsage();
profiler.start();

/** Bytes that came onto the heap between the first and the last collection. */
function allocatedBytes(): number {
  const { statistics = [] } = profiler.stop() ?? {};
  return statistics.slice(1).reduce((sum, { beforeGC }, index) => {
    const before = beforeGC.heapStatistics.usedHeapSize;
    const left = statistics[index]?.afterGC.heapStatistics.usedHeapSize ?? before;
    return sum + Math.max(0, before - left);
  }, 0);
}

function used(): string {
  const { user, system } = process.cpuUsage(cpu);
  const report = { cpuMicros: user + system, allocatedBytes: allocatedBytes() };
  cpu = process.cpuUsage();
  profiler = new GCProfiler();
  profiler.start();
  return JSON.stringify(report);
}

const port = Number(process.env['BENCH_PROBE_PORT']);
if (port > 0)
  createServer((_, res) => res.end(used()))
    .listen(port, '127.0.0.1')
    .unref();
