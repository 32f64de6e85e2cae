import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

const LOWEST_PRIORITY = 19;

/**
 * Makes a process, all threads that it has and will have, nicer than this one by `steps`.
 * A process that has ended or a system that refuses is left as it is; raising a priority again takes rights.
 */
export function lowerPriority(pid: number, steps: number): void {
  const niceness = Math.min(LOWEST_PRIORITY, getPriority() + steps);
  for (const thread of threadsOf(pid)) {
    try {
      setPriority(thread, niceness);
    } catch {
      // it has ended since
    }
  }
}

/** Linux counts niceness by thread; elsewhere the process stands for all. */
function threadsOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}

/** Has the kernel choose this process first when the machine runs out of memory; Linux only. */
export function offerToOomKiller(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, '800');
  } catch {
    // elsewhere, and without rights, the kernel chooses by size
  }
}

/** The resident memory of a process in MB; undefined where the system does not tell, or when it has ended. */
export function residentMegabytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : (Number(kilobytes) * 1_024) / 1e6;
  } catch {
    return undefined;
  }
}

/** The kernel's unit of time in what it tells of processes. */
const TICK_MS = 10;

/** The processor's time that a process has used, all threads together; undefined where the system does not tell. */
export function cpuMilliseconds(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name before it may hold spaces and parentheses
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return undefined;
  }
}

/**
 * The processes that a process started and those that these started, as long as all between are there: what lost its
 * parent belongs to somebody else. Linux only; empty elsewhere.
 */
export function descendantsOf(pid: number): readonly number[] {
  const found = childrenOf(pid);
  for (const child of found) found.push(...childrenOf(child));
  return found;
}

function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((thread) => {
    try {
      const line = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8');
      return line.split(' ').filter(Boolean).map(Number);
    } catch {
      return [];
    }
  });
}
