import { setMaxListeners } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from './agent.ts';
import { openClient } from './client.ts';
import { greet } from './common-steps.ts';
import { crmWorkload } from './crm/workload.ts';
import { readLoopDelay } from './loop-delay.ts';
import { MemoryWatch } from './memory.ts';
import { seeded } from './random.ts';
import { hasPassed, progressLine, type Run, report } from './report.ts';
import { openStage, type ServerName, type Stage } from './stage.ts';
import { readSurface } from './surface.ts';
import { Tally } from './tally.ts';
import { weatherWorkload } from './weather.ts';
import { draw, type Workload } from './workload.ts';

/** What is run, for how long. */
export interface SessionsOptions {
  readonly servers: readonly ServerName[];
  /** Concurrent sessions of each run. */
  readonly sessions: readonly number[];
  /** How long all of them are there. */
  readonly minutes: number;
  /** The least and the most that an agent thinks between two steps, in seconds. */
  readonly think: readonly [least: number, most: number];
  readonly seed: number;
}

const progressMs = 15_000;
/** How fast sessions come. */
const arrivalsPerSecond = 50;
const idleMs = 1500;

/**
 * Proves that many agents at once get complete, right and single answers, from memory that does not grow.
 *
 * Every answer is judged, and what writes leave is compared with what was answered. Ctrl-C ends the run and reports it.
 */
export async function soakSessions(options: SessionsOptions): Promise<{ text: string; passed: boolean }> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  // the second one ends the process at once, and its servers with it
  const onSignal = () => (stopping.signal.aborted ? process.exit(130) : stop());
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const runs: Run[] = [];
  try {
    for (const server of options.servers) {
      for (const sessions of options.sessions) {
        if (!stopping.signal.aborted) runs.push(await play(server, sessions, options, stopping.signal));
      }
    }
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
  return { text: report(runs), passed: runs.every(hasPassed) };
}

async function play(
  server: ServerName,
  sessions: number,
  options: SessionsOptions,
  stop: AbortSignal,
): Promise<Run> {
  await using stage = await openStage(server);
  const { origin, pid } = stage.server;
  const workload = await workloadOf(server, stage);
  await readLoopDelay(origin);
  await sleep(idleMs);
  const idle = await readLoopDelay(origin);
  const tally = new Tally();
  const memory = new MemoryWatch(pid);
  const agents = Array.from({ length: sessions }, (_, index) => agentOf(stage, index, options.seed, tally));
  const { seconds, generatorP99 } = await watched(
    (elapsed) => progressLine(server, sessions, elapsed, { tally, memory }),
    () => liveTogether(agents, server, workload, options, stop),
  );
  memory.stop();
  const loaded = await readLoopDelay(origin);
  const audit = await workload.audit(tally);
  await Promise.all(agents.map((agent) => agent.close()));
  return { server, sessions, seconds, tally, memory, idle, loaded, generatorP99, audit };
}

/** Says now and then how the work goes; measures how long it takes and how late this process is meanwhile. */
async function watched(line: (elapsed: number) => string, work: () => Promise<void>) {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  const timer = setInterval(() => process.stderr.write(`${line(elapsed())}\n`), progressMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
    delay.disable();
  }
  return { seconds: elapsed(), generatorP99: delay.percentile(99) / 1e6 };
}

async function workloadOf(server: ServerName, stage: Stage): Promise<Workload> {
  const surface = readSurface(server);
  if (server === 'weather') return weatherWorkload(surface);
  const clerk = agentOf(stage, 0, 0, new Tally());
  const workload = await crmWorkload(surface, stage.folder, clerk);
  await clerk.close();
  return workload;
}

/** Agents of both revisions take turns. */
function agentOf({ server, headers }: Stage, index: number, seed: number, tally: Tally): Agent {
  const revision = index % 2 === 0 ? '2026-07-28' : '2025-11-25';
  const client = openClient(server.origin, revision, headers);
  return new Agent({ name: `s${index}`, revision, client, random: seeded(seed * 100_003 + index), tally });
}

/** Lets all agents come, stay for the time that is asked for, and finish what they have begun. */
async function liveTogether(
  agents: readonly Agent[],
  server: ServerName,
  workload: Workload,
  { minutes, think }: SessionsOptions,
  stop: AbortSignal,
): Promise<void> {
  const arrivalMs = 1000 / arrivalsPerSecond;
  const end = AbortSignal.any([stop, AbortSignal.timeout(agents.length * arrivalMs + minutes * 60_000)]);
  setMaxListeners(0, end);
  const pause = (ms: number) => sleep(ms, undefined, { signal: end }).catch(() => undefined);
  const live = async (agent: Agent, index: number) => {
    const steps = workload.stepsOf(agent);
    const thinks = () => pause(agent.random.between(...think) * 1000);
    await pause(index * arrivalMs);
    if (!end.aborted) await greet(agent, server);
    for (await thinks(); !end.aborted; await thinks()) await draw(steps, agent.random).run();
  };
  await Promise.all(agents.map(live));
}
