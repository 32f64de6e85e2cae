import { backoffMs } from './backoff.ts';

/** How much may wait and run. */
export interface LaneLimits {
  /** Entries that wait in all lanes together. */
  readonly waiting: number;
  readonly waitingPerLane: number;
  readonly runningPerLane: number;
}

/** How an entry ended: by an answer, a refusal included, by a crash of its own doing, or by a limit or cancellation. */
export type Ending = 'answered' | 'crashed' | 'stopped';

/** How long a quiet lane is remembered by how its last entry ended. */
const MEMORY_MS = 60_000;

interface Lane<Entry> {
  readonly waiting: Set<Entry>;
  running: number;
  /** In a row. */
  crashes: number;
  notBefore: number;
  /** Whether its last entry ended otherwise than by an answer, so that its next one may as well. */
  suspect: boolean;
  endedAt: number;
}

/** Queues, one per lane, that take turns. */
export interface Lanes<Entry> {
  /** Puts an entry at the end of its lane, or says which limit forbids it. */
  add(entry: Entry): 'added' | 'lane_full' | 'full';
  /**
   * Takes the next entry of the lane whose turn it is; it runs until `release`. Where others could be left with nothing
   * to run on, `suspects: false` passes over lanes whose last entry did not end by an answer.
   */
  next(options: { readonly suspects: boolean }): Entry | undefined;
  /** An entry that `next` gave has ended; a lane that crashes again and again waits longer and longer. */
  release(entry: Entry, ending: Ending): void;
  /** Takes an entry out of its lane; false when it does not wait. */
  remove(entry: Entry): boolean;
  /** Takes all that wait. */
  drain(): readonly Entry[];
  /** How many entries `next` would give now, one after the other. */
  ready(): number;
  /** Milliseconds until a lane that waits after crashes gets its turn; undefined when none does. */
  waitMs(): number | undefined;
  readonly waiting: number;
}

/** Creates queues that take turns, so that a lane with much to do, or one that crashes, holds up no other. */
export function createLanes<Entry extends { readonly lane: string }>(
  limits: LaneLimits,
  now: () => number = () => performance.now(),
): Lanes<Entry> {
  // in the order of their turns
  const lanes = new Map<string, Lane<Entry>>();
  let waiting = 0;

  const hasRoom = (lane: Lane<Entry>): boolean =>
    lane.waiting.size > 0 && lane.running < limits.runningPerLane;
  const laneOf = (entry: Entry): Lane<Entry> =>
    lanes.get(entry.lane) ?? {
      waiting: new Set(),
      running: 0,
      crashes: 0,
      notBefore: 0,
      suspect: false,
      endedAt: 0,
    };
  const forgetQuiet = (): void => {
    for (const [key, lane] of lanes) {
      if (lane.waiting.size + lane.running > 0) continue;
      if (lane.suspect && now() < lane.endedAt + MEMORY_MS) continue;
      lanes.delete(key);
    }
  };

  return {
    add(entry) {
      if (waiting >= limits.waiting) return 'full';
      forgetQuiet();
      const lane = laneOf(entry);
      if (lane.waiting.size >= limits.waitingPerLane) return 'lane_full';
      lanes.set(entry.lane, lane);
      lane.waiting.add(entry);
      waiting += 1;
      return 'added';
    },
    next({ suspects }) {
      for (const [key, lane] of lanes) {
        const [entry] = lane.waiting;
        if (entry === undefined || !hasRoom(lane) || lane.notBefore > now()) continue;
        if (lane.suspect && !suspects) continue;
        lane.waiting.delete(entry);
        lane.running += 1;
        waiting -= 1;
        lanes.delete(key);
        lanes.set(key, lane);
        return entry;
      }
      return undefined;
    },
    release(entry, ending) {
      const lane = laneOf(entry);
      lane.running -= 1;
      lane.suspect = ending !== 'answered';
      lane.endedAt = now();
      if (ending === 'answered') lane.crashes = 0;
      if (ending === 'crashed') {
        lane.crashes += 1;
        lane.notBefore = now() + backoffMs(lane.crashes);
      }
      forgetQuiet();
    },
    remove(entry) {
      if (!laneOf(entry).waiting.delete(entry)) return false;
      waiting -= 1;
      forgetQuiet();
      return true;
    },
    drain() {
      const all = [...lanes.values()].flatMap((lane) => [...lane.waiting]);
      for (const lane of lanes.values()) lane.waiting.clear();
      waiting = 0;
      forgetQuiet();
      return all;
    },
    ready: () =>
      lanes
        .values()
        .filter((lane) => lane.notBefore <= now())
        .reduce(
          (sum, lane) => sum + Math.min(lane.waiting.size, Math.max(0, limits.runningPerLane - lane.running)),
          0,
        ),
    waitMs() {
      const waits = [...lanes.values()].filter(hasRoom).map(({ notBefore }) => notBefore - now());
      const later = waits.filter((ms) => ms > 0);
      return later.length === 0 ? undefined : Math.min(...later);
    },
    get waiting() {
      return waiting;
    },
  };
}
