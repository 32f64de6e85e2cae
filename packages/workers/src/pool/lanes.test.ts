import { expect, test } from 'vitest';
import { createLanes } from './lanes.ts';

interface Entry {
  readonly lane: string;
  readonly id: number;
}

const entry = (lane: string, id: number): Entry => ({ lane, id });

function lanesOf(entries: readonly Entry[], runningPerLane: number) {
  const lanes = createLanes<Entry>({ waiting: 100, waitingPerLane: 50, runningPerLane });
  for (const one of entries) expect(lanes.add(one)).toBe('added');
  return lanes;
}

function takeAll(lanes: ReturnType<typeof lanesOf>): string[] {
  const taken: string[] = [];
  for (let one = lanes.next({ suspects: true }); one !== undefined; one = lanes.next({ suspects: true }))
    taken.push(`${one.lane}${one.id}`);
  return taken;
}

test('lanes take turns, and each keeps its order', () => {
  const entries = [entry('a', 1), entry('a', 2), entry('a', 3), entry('b', 1), entry('c', 1), entry('c', 2)];
  expect(takeAll(lanesOf(entries, 10))).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
});

test('a lane runs no more at once than it may, until one of its entries is released', () => {
  const first = entry('a', 1);
  const lanes = lanesOf([first, entry('a', 2), entry('b', 1), entry('b', 2)], 1);
  expect(lanes.ready()).toBe(2);
  expect(takeAll(lanes)).toEqual(['a1', 'b1']);
  expect(lanes.ready()).toBe(0);
  lanes.release(first, 'answered');
  expect(takeAll(lanes)).toEqual(['a2']);
});

test('a full lane refuses while others have room, and a full queue refuses all', () => {
  const lanes = createLanes<Entry>({ waiting: 3, waitingPerLane: 2, runningPerLane: 1 });
  expect([1, 2, 3].map((id) => lanes.add(entry('a', id)))).toEqual(['added', 'added', 'lane_full']);
  expect([1, 2].map((id) => lanes.add(entry('b', id)))).toEqual(['added', 'full']);
});

test('what is removed no longer waits, and only what waits can be removed', () => {
  const [first, second] = [entry('a', 1), entry('a', 2)];
  const lanes = lanesOf([first, second], 1);
  expect(lanes.remove(first)).toBe(true);
  expect(lanes.remove(first)).toBe(false);
  expect(lanes.waiting).toBe(1);
  expect(takeAll(lanes)).toEqual(['a2']);
  expect(lanes.remove(second)).toBe(false);
});

test('draining takes all that wait and leaves what runs', () => {
  const lanes = lanesOf([entry('a', 1), entry('a', 2), entry('b', 1)], 1);
  lanes.next({ suspects: true });
  expect(lanes.drain().map(({ lane, id }) => `${lane}${id}`)).toEqual(['b1', 'a2']);
  expect(lanes.waiting).toBe(0);
  expect(lanes.add(entry('a', 3))).toBe('added');
  expect(lanes.next({ suspects: true }), 'the first of a still runs').toBeUndefined();
});

/** Crashes and answers of one lane, a second apart; gives its wait after each. */
function waitsAfter(endings: readonly ('answered' | 'crashed')[], pauseMs = 0): (number | undefined)[] {
  let time = 0;
  const lanes = createLanes<Entry>({ waiting: 100, waitingPerLane: 50, runningPerLane: 1 }, () => time);
  return endings.map((ending, id) => {
    lanes.add(entry('a', id));
    const taken = lanes.next({ suspects: true });
    if (taken === undefined) throw new Error('its turn should have come');
    lanes.release(taken, ending);
    const probe = entry('a', 1_000 + id);
    lanes.add(probe);
    const wait = lanes.waitMs();
    lanes.remove(probe);
    time += 10_000 + pauseMs;
    return wait;
  });
}

test('a lane that crashes again and again waits longer and longer', () => {
  expect(waitsAfter(['crashed', 'crashed', 'crashed', 'crashed'])).toEqual([undefined, 100, 200, 400]);
});

test('an answer makes up for crashes, and so does a quiet minute', () => {
  expect(waitsAfter(['crashed', 'crashed', 'answered', 'crashed'])).toEqual([
    undefined,
    100,
    undefined,
    undefined,
  ]);
  expect(waitsAfter(['crashed', 'crashed', 'crashed'], 60_000)).toEqual([undefined, undefined, undefined]);
});

test('no other lane waits for one that crashes', () => {
  const lanes = lanesOf([entry('wild', 1), entry('wild', 2), entry('wild', 3), entry('calm', 1)], 1);
  for (const lane of ['wild', 'calm', 'wild']) {
    const taken = lanes.next({ suspects: true });
    if (taken === undefined) throw new Error('a turn should have come');
    expect(taken.lane).toBe(lane);
    lanes.release(taken, lane === 'wild' ? 'crashed' : 'answered');
  }
  lanes.add(entry('calm', 2));
  expect(takeAll(lanes)).toEqual(['calm2']);
});

test('a lane whose last entry was stopped leaves what may be the last place to others', () => {
  const lanes = lanesOf([entry('stuck', 1), entry('stuck', 2), entry('calm', 1)], 1);
  const taken = lanes.next({ suspects: false });
  if (taken === undefined) throw new Error('a turn should have come');
  lanes.release(taken, 'stopped');
  expect(lanes.next({ suspects: false })?.lane).toBe('calm');
  expect(lanes.next({ suspects: false })).toBeUndefined();
  expect(lanes.next({ suspects: true })?.lane).toBe('stuck');
});
