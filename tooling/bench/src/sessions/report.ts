import type { RecordableHistogram } from 'node:perf_hooks';
import { table } from '../statistics.ts';
import type { LoopDelay } from './loop-delay.ts';
import { flatGrowth, type MemoryWatch } from './memory.ts';
import type { Failing, Tally } from './tally.ts';

/** What a run against one server with one number of sessions has shown. */
export interface Run {
  readonly server: string;
  readonly sessions: number;
  readonly seconds: number;
  readonly tally: Tally;
  readonly memory: MemoryWatch;
  /** Before the load. */
  readonly idle: LoopDelay | undefined;
  /** Under load. */
  readonly loaded: LoopDelay | undefined;
  /** The 99th percentile of the delay in this process in milliseconds: what the generator adds to the latencies. */
  readonly generatorP99: number;
  readonly audit: readonly string[];
}

const failings: readonly Failing[] = ['dropped', 'wrong', 'doubled'];

/** Whether nothing was dropped, wrong or doubled, and memory stayed flat. */
export function hasPassed({ tally, memory }: Run): boolean {
  return failings.every((failing) => tally.failures(failing) === 0) && memory.growth() <= flatGrowth;
}

/** One line per run, then what each was like. */
export function report(runs: readonly Run[]): string {
  const head = [
    '',
    'requests',
    '/s',
    'p50 ms',
    'p99 ms',
    'max ms',
    'left',
    'errors',
    'expected',
    ...failings,
  ];
  return [table([head, ...runs.map(rowOf)]), ...runs.map(detailsOf)].join('\n\n');
}

/** The present state in one line. */
export function progressLine(
  server: string,
  sessions: number,
  seconds: number,
  run: Omit<Run, 'audit' | 'loaded' | 'idle' | 'generatorP99' | 'server' | 'sessions' | 'seconds'>,
): string {
  const { tally, memory } = run;
  const failed = failings.map((failing) => `${tally.failures(failing)} ${failing}`).join(', ');
  return `${server} ${sessions}: ${seconds.toFixed(0)} s, ${tally.requests} requests, p99 ${msOf(tally.latency, 99)} ms, ${failed}, ${memory.last?.toFixed(0) ?? '–'} MB`;
}

function rowOf({ server, sessions, seconds, tally }: Run): string[] {
  const { latency } = tally;
  return [
    `${server}, ${sessions} sessions`,
    String(tally.requests),
    (tally.requests / seconds).toFixed(0),
    msOf(latency, 50),
    msOf(latency, 99),
    (latency.max / 1000).toFixed(0),
    String(tally.left),
    String(sum(tally.errors)),
    String(sum(tally.expected)),
    ...failings.map((failing) => String(tally.failures(failing))),
  ];
}

function detailsOf(run: Run): string {
  const { server, sessions, seconds, tally, memory } = run;
  const growth = memory.growth();
  const purposes = [...tally.byPurpose]
    .filter(([, latency]) => latency.count > 0)
    .map(([name, latency]) => `${name} ${latency.count} (${msOf(latency, 50)}, ${msOf(latency, 99)})`);
  return [
    `${server}, ${sessions} sessions, ${seconds.toFixed(0)} s: ${hasPassed(run) ? 'passed' : 'FAILED'}`,
    `answers   ${purposes.join(', ')}; p50 and p99 in ms`,
    `seen      ${tally.replays} replays, ${tally.progress} reports of progress, ${tally.left} requests left by their client`,
    `errors    ${listed(tally.errors)}; expected ${listed(tally.expected)}`,
    `RSS MB    ${memory.curve()}`,
    `growth    ${growth.toFixed(3)} last quarter over second, flat up to ${flatGrowth.toFixed(2)}`,
    `loop ms   p50, p99, max: idle ${delayOf(run.idle)}, loaded ${delayOf(run.loaded)}; p99 of the generator ${run.generatorP99.toFixed(1)}; sampling makes 20 of each`,
    ...run.audit,
    ...tally.examples,
  ].join('\n');
}

function delayOf(delay: LoopDelay | undefined): string {
  return delay === undefined
    ? 'unknown'
    : [delay.p50, delay.p99, delay.max].map((ms) => ms.toFixed(1)).join(' ');
}

function msOf(latency: RecordableHistogram, percentile: number): string {
  return latency.count === 0 ? '–' : (latency.percentile(percentile) / 1000).toFixed(1);
}

function listed(counts: ReadonlyMap<string, number>): string {
  return counts.size === 0 ? 'none' : [...counts].map(([code, count]) => `${code} ${count}`).join(', ');
}

function sum(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((total, count) => total + count, 0);
}
