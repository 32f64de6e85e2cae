import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Middleware } from '../call.ts';
import type { Writes } from '../define/server.ts';
import { type AnyTool, toolFor } from '../define/tool.ts';
import type { WriteEffect } from '../define/writes.ts';
import { errorOf, rig, textOf } from '../rig.fixture.ts';

const tool = toolFor<unknown>();

interface Seen {
  readonly input: object;
  readonly dryRun: boolean;
  readonly expectedVersion: number | undefined;
}

function moveBox(seen: Seen[] = []): AnyTool<unknown> {
  return tool({
    name: 'move_box',
    title: 'Move a box',
    description: 'Move one box to another shelf.',
    access: 'update',
    versioned: true,
    input: z.object({ box_id: z.string(), shelf: z.int() }),
    output: z.object({ box: z.object({ box_id: z.string().optional(), uri: z.string().optional() }) }),
    handler(input, { dryRun, expectedVersion }) {
      seen.push({ input, dryRun, expectedVersion });
      return { box: { box_id: input.box_id, uri: `rig://box/${input.box_id}` } };
    },
    render: ({ box }) => `Box ${box.box_id ?? 'to come'}.`,
  });
}

const effect: WriteEffect = {
  changeId: 'chg_1',
  isNew: (field, value) => (field === 'box_id' && value === 'new') || value === 'rig://box/new',
  rows: [],
};
const withEffect: Middleware = (call, next) => {
  call.effect = effect;
  return next(call);
};
const passing: Middleware = (call, next) => next(call);
const counted: Writes = { replay: passing, transact: withEffect };

test('a write takes what all writes take, and its handler sees only its own arguments', async () => {
  const seen: Seen[] = [];
  const { call } = rig({ tools: [moveBox(seen)] });
  const given = { idempotency_key: 'k', dry_run: false, expected_version: 3 };
  expect(await call('move_box', { box_id: 'a', shelf: 1, ...given })).not.toHaveProperty('isError');
  expect(seen).toEqual([{ input: { box_id: 'a', shelf: 1 }, dryRun: false, expectedVersion: 3 }]);
});

test('a key with half a surrogate pair is refused, since stores cannot tell it from another half', async () => {
  const seen: Seen[] = [];
  const { call } = rig({ tools: [moveBox(seen)] });
  for (const key of ['a\ud800', '\udc00', 'a\ude00\ud83d']) {
    const result = await call('move_box', { box_id: 'a', shelf: 1, idempotency_key: key });
    expect(textOf(result)).toContain('idempotency_key: must be well-formed Unicode');
  }
  expect(await call('move_box', { box_id: 'a', shelf: 1, idempotency_key: '😀' })).not.toHaveProperty(
    'isError',
  );
  expect(seen).toHaveLength(1);
});

test('the list names what every write takes, and the version only where a tool is versioned', async () => {
  const plain = { ...moveBox(), name: 'shift_box', versioned: false };
  const { tools } = await rig({ tools: [moveBox(), plain] }).request('tools/list');
  const names = z
    .array(z.object({ inputSchema: z.object({ properties: z.record(z.string(), z.unknown()) }) }))
    .parse(tools)
    .map(({ inputSchema }) => Object.keys(inputSchema.properties));
  expect(names).toEqual([
    ['box_id', 'shelf', 'idempotency_key', 'dry_run', 'expected_version'],
    ['box_id', 'shelf', 'idempotency_key', 'dry_run'],
  ]);
  const refused = await rig({ tools: [plain] }).call('shift_box', {
    box_id: 'a',
    shelf: 1,
    expected_version: 1,
  });
  expect(errorOf(refused)).toMatchObject({ code: 'validation_error' });
});

test('a tool cannot declare what every write has', () => {
  const twice = { ...moveBox(), input: z.object({ box_id: z.string(), dry_run: z.boolean() }) };
  expect(() => rig({ tools: [twice] })).toThrow('move_box declares dry_run');
});

test('a write tells the change that undoes it, in text and structure', async () => {
  const { call } = rig({ tools: [moveBox()] }, { writes: () => counted });
  const result = await call('move_box', { box_id: 'a', shelf: 1 });
  expect(result['structuredContent']).toEqual({
    box: { box_id: 'a', uri: 'rig://box/a' },
    change_id: 'chg_1',
  });
  expect(textOf(result)).toBe('Box a.\nchange_id chg_1');
});

test('a rehearsal says so first and names neither a change nor a row that will not be there', async () => {
  const seen: Seen[] = [];
  const { call } = rig({ tools: [moveBox(seen)] }, { writes: () => counted });
  const result = await call('move_box', { box_id: 'new', shelf: 1, dry_run: true });
  expect(result['structuredContent']).toEqual({ box: {}, dry_run: true });
  expect(textOf(result)).toBe('dry_run: true (a preview; nothing was changed)\nBox to come.');
  expect(seen).toMatchObject([{ dryRun: true }]);
});

test('a tool that rehearses by default changes something only when it is told to', async () => {
  const seen: Seen[] = [];
  const { call } = rig({ tools: [{ ...moveBox(seen), rehearsesByDefault: true }] });
  await call('move_box', { box_id: 'a', shelf: 1 });
  await call('move_box', { box_id: 'a', shelf: 1, dry_run: false });
  expect(seen.map(({ dryRun }) => dryRun)).toEqual([true, false]);
});

test('a replay is asked for keys alone, and neither consent nor the handler comes before it', async () => {
  const seen: Seen[] = [];
  const asked: (string | undefined)[] = [];
  const writes: Writes = {
    transact: passing,
    replay(call, next) {
      asked.push(call.write?.idempotencyKey);
      return call.write?.idempotencyKey === 'done' ? { content: [] } : next(call);
    },
  };
  const remove = { ...moveBox(seen), name: 'drop_box', access: 'delete' as const };
  const { call } = rig({ tools: [remove] }, { writes: () => writes });
  const client = { capabilities: { elicitation: {} } };
  const args = { box_id: 'a', shelf: 1 };
  expect(await call('drop_box', { ...args, idempotency_key: 'done' }, { client })).toEqual({ content: [] });
  expect(await call('drop_box', { ...args, idempotency_key: 'new' }, { client })).toMatchObject({
    resultType: 'input_required',
  });
  await call('drop_box', { ...args, idempotency_key: 'done', dry_run: true }, { client });
  await call('drop_box', args, { client });
  expect(asked).toEqual(['done', 'new']);
  expect(seen).toMatchObject([{ dryRun: true }]);
});

test('a layer that runs the rest of the pipeline twice fails the call, and the handler runs once', async () => {
  const seen: Seen[] = [];
  const twice: Middleware = async (call, next) => {
    await next(call);
    return next(call);
  };
  const { call } = rig({ tools: [moveBox(seen)], middleware: [twice] });
  expect(errorOf(await call('move_box', { box_id: 'a', shelf: 1 }))).toMatchObject({ code: 'internal' });
  expect(seen).toHaveLength(1);
});

test('a transaction that lost a race may run the handler again', async () => {
  const seen: Seen[] = [];
  const writes: Writes = {
    replay: passing,
    async transact(call, next) {
      await next(call);
      return next(call);
    },
  };
  const { call } = rig({ tools: [moveBox(seen)], middleware: [passing] }, { writes: () => writes });
  expect(await call('move_box', { box_id: 'a', shelf: 1 })).not.toHaveProperty('isError');
  expect(seen).toHaveLength(2);
});
