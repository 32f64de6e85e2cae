import { PerformanceObserver } from 'node:perf_hooks';

/**
 * Loaded into a server before its own code: watches how long the event loop is held, in time of the processor.
 *
 * A stretch is one turn of the loop, from one immediate to the next, so that it holds all that ran without a pause. The
 * collector's own time is taken out of it. The parent process asks for the longest since it asked last.
 */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly cpuMs: number;
}

/** Shorter ones are not remembered. */
const noted = 3;
let stretches: Stretch[] = [];
let pauses: { readonly at: number; readonly ms: number }[] = [];

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) pauses.push({ at: startTime, ms: duration });
}).observe({ entryTypes: ['gc'] });

let lastCpu = process.threadCpuUsage();
let last = performance.now();
const turn = () => {
  const cpu = process.threadCpuUsage(lastCpu);
  const now = performance.now();
  const cpuMs = (cpu.user + cpu.system) / 1000;
  if (cpuMs >= noted) stretches.push({ from: last, to: now, cpuMs });
  last = now;
  lastCpu = process.threadCpuUsage();
  setImmediate(turn).unref();
};
turn();
// keeps the loop turning, so that an immediate that holds nothing alive is run
setInterval(() => {}, 1).unref();

process.on('message', (question) => {
  if (question !== 'longest') return;
  // what the observer is told of comes a turn later
  setTimeout(() => {
    const longest = Math.max(0, ...stretches.map(withoutCollector));
    stretches = [];
    pauses = [];
    process.send?.({ longest });
  }, 20);
});
process.channel?.unref();

function withoutCollector({ from, to, cpuMs }: Stretch): number {
  const collecting = pauses.filter(({ at }) => at >= from && at <= to).reduce((sum, { ms }) => sum + ms, 0);
  return Math.max(0, cpuMs - collecting);
}
