import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Middleware } from '../call.ts';
import type { Announcement, Caller } from '../define/context.ts';
import { type AnyTool, toolFor } from '../define/tool.ts';
import type { WrittenRow } from '../define/writes.ts';
import { validationError } from '../errors.ts';
import { rig } from '../rig.fixture.ts';

const rows: readonly WrittenRow[] = [
  { table: 'boxes', key: [7], after: { shelf: 'top' } },
  { table: 'boxes', key: [7], before: { shelf: 'top' }, after: { shelf: 'low' } },
  { table: 'counts', key: [1] },
];

const fillBox: AnyTool<unknown> = toolFor<unknown>()({
  name: 'fill_box',
  title: 'Fill a box',
  description: 'Fill one box.',
  access: 'update',
  input: z.object({ refuse: z.boolean().default(false) }),
  output: z.object({ ok: z.boolean() }),
  handler({ refuse }, { changed }) {
    changed({ kind: 'resource', uri: 'rig://said' });
    if (refuse) throw validationError('No.', { hint: 'Stop.' });
    return { ok: true };
  },
});

const passing: Middleware = (call, next) => next(call);

/** Heard of calls of a server whose transactions run the handler `times` over and write {@link rows}. */
function heardOf(times = 1) {
  const transact: Middleware = async (call, next) => {
    call.effect = { changeId: 'chg_1', isNew: () => false, rows };
    for (let lost = 1; lost < times; lost += 1) await next(call);
    return next(call);
  };
  const shownIn = ({ table, key: [id] }: WrittenRow) =>
    table === 'boxes' ? [`rig://box/${String(id)}`, 'rig://boxes'] : [];
  const { engine, call } = rig(
    { tools: [fillBox], changes: { resources: true, shownIn } },
    { writes: () => ({ replay: passing, transact }) },
  );
  const heard: (readonly [Announcement, Caller])[] = [];
  engine.onAnnouncement((...news) => heard.push(news));
  return { call, heard, uris: () => heard.map(([change]) => ('uri' in change ? change.uri : change.kind)) };
}

test('a write that is kept announces once each resource that shows a row it wrote, on behalf of its caller', async () => {
  const { call, heard, uris } = heardOf();
  await call('fill_box', {}, { caller: { tenant: 'acme' } });
  expect(uris()).toEqual(['rig://said', 'rig://box/7', 'rig://boxes']);
  expect(heard.every(([, { tenant }]) => tenant === 'acme')).toBe(true);
});

test('neither a rehearsal nor a refused write announces anything', async () => {
  const { call, uris } = heardOf();
  await call('fill_box', { dry_run: true });
  await call('fill_box', { refuse: true });
  expect(uris()).toEqual([]);
});

test('a handler that ran again after its transaction was lost announces once', async () => {
  const { call, uris } = heardOf(3);
  await call('fill_box');
  expect(uris()).toEqual(['rig://said', 'rig://box/7', 'rig://boxes']);
});
