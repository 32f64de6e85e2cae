import type { Result } from '@patchbay/core';
import { describe, expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import { serverOver } from '../fixture/server.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import type { Store } from '../store.ts';
import { eachEngine } from '../testing.ts';

const codeOf = (result: Result): unknown =>
  Reflect.get(Object(Reflect.get(Object(result['_meta']), 'patchbay/error')), 'code');
const outputOf = (result: Result): Record<string, unknown> => ({ ...Object(result['structuredContent']) });

const leadsIn = (store: Store<RigTables>) =>
  store.read(as('acme'), (db) => db.select({ name: db.tables.leads.name }).from(db.tables.leads));

eachEngine((engine) => {
  describe('a write tool over a store', () => {
    test('commits effect and answer together, and reads its own writes', async () => {
      const store = await engine.open(rig);
      const call = serverOver(store);
      const output = outputOf(await call({ name: 'Ada' }));
      expect(output).toMatchObject({ lead_id: 1, seen: 1 });
      const change = await store.read(as('acme'), (db) => db.getChange(String(output['change_id'])));
      expect(change).toMatchObject({
        actor: 'local',
        tool: 'add_lead',
        kind: 'write',
        rows: [{ table: 'leads', key: [1] }],
      });
    });

    test('gives a repeated call the first answer, marked', async () => {
      const store = await engine.open(rig);
      const call = serverOver(store);
      const first = await call({ name: 'Ada', idempotency_key: 'k' });
      const again = await call({ idempotency_key: 'k', name: 'Ada' });
      expect(outputOf(first)).not.toHaveProperty('idempotent_replay');
      expect(outputOf(again)).toEqual({ ...outputOf(first), idempotent_replay: true });
      expect(JSON.stringify(again['content'])).toContain('idempotent_replay: true');
      expect(await leadsIn(store)).toHaveLength(1);
    });

    test('refuses the key with other arguments, and keeps the keys of tenants and callers apart', async () => {
      const store = await engine.open(rig);
      const call = serverOver(store);
      await call({ name: 'Ada', idempotency_key: 'k' });
      expect(codeOf(await call({ name: 'Bob', idempotency_key: 'k' }))).toBe('conflict');
      await call({ name: 'Bob', idempotency_key: 'k' }, { caller: { id: 'bob' } });
      await call({ name: 'Eve', idempotency_key: 'k' }, { caller: { tenant: 'other' } });
      expect(await leadsIn(store)).toEqual([{ name: 'Ada' }, { name: 'Bob' }]);
    });

    test('leaves nothing of a call that fails after its effect, not even the claim', async () => {
      const store = await engine.open(rig);
      const call = serverOver(store);
      expect(codeOf(await call({ name: 'Ada', idempotency_key: 'k', refuse: true }))).toBe(
        'validation_error',
      );
      expect(await leadsIn(store)).toEqual([]);
      const { own, transaction } = store.internal;
      const left = await transaction({ mode: 'read' }, async ({ builder }) => [
        await builder.select().from(own.idempotency),
        await builder.select().from(own.changes),
        await builder.select().from(own.changeRows),
        await builder.select().from(own.outbox),
      ]);
      expect(left).toEqual([[], [], [], []]);
      expect(codeOf(await call({ name: 'Ada', idempotency_key: 'k' }))).toBeUndefined();
      expect(await leadsIn(store)).toHaveLength(1);
    });

    test('answers two hundred concurrent twins with one effect', async () => {
      const place = await engine.place();
      const stores = await Promise.all([engine.open(rig, place), engine.open(rig, place)]);
      const [store] = stores;
      // two stores on one place and two middlewares: half of the twins can only meet in the database
      const calls = stores.map((own) => serverOver(own));
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) => calls[index % 2]?.({ name: 'Ada', idempotency_key: 'k' })),
      );
      const outputs = answers.map((answer) => outputOf(answer ?? {}));
      expect(outputs.filter((output) => output['idempotent_replay'] === true)).toHaveLength(199);
      expect(new Set(outputs.map((output) => `${output['lead_id']} ${output['change_id']}`)).size).toBe(1);
      expect(store && (await leadsIn(store))).toHaveLength(1);
    });

    test('forgets an answer after a day', async () => {
      let now = Date.now();
      const store = await engine.open({ ...rig, now: () => now });
      const call = serverOver(store);
      await call({ name: 'Ada', idempotency_key: 'k' });
      now += 24 * 3_600_000 + 1;
      expect(outputOf(await call({ name: 'Ada', idempotency_key: 'k' }))).not.toHaveProperty(
        'idempotent_replay',
      );
      expect(await leadsIn(store)).toHaveLength(2);
    });

    test('takes everything back at the deadline, even when the handler hangs, and frees the writer', async () => {
      const store = await engine.open(rig);
      const hanging = serverOver(store, {
        afterEffect: () => new Promise(() => {}),
        timeoutMs: 50,
      });
      expect(codeOf(await hanging({ name: 'Ada', idempotency_key: 'k' }))).toBe('timeout');
      const call = serverOver(store);
      expect(outputOf(await call({ name: 'Ada', idempotency_key: 'k' }))).not.toHaveProperty(
        'idempotent_replay',
      );
      expect(await leadsIn(store)).toHaveLength(1);
    });

    test('lets a cancelled call neither wait for its turn nor write later', async () => {
      const store = await engine.open(rig);
      const gate = Promise.withResolvers<void>();
      const slow = serverOver(store, { afterEffect: () => gate.promise });
      const first = slow({ name: 'first', idempotency_key: 'k' });
      const abort = new AbortController();
      const second = slow({ name: 'first', idempotency_key: 'k' }, { signal: abort.signal });
      abort.abort();
      expect(codeOf(await second)).toBe('cancelled');
      gate.resolve();
      await first;
      expect(await leadsIn(store)).toEqual([{ name: 'first' }]);
    });

    test('begins its transaction at the first write: until then other writes go on', async () => {
      const store = await engine.open(rig);
      const gate = Promise.withResolvers<void>();
      const slow = serverOver(store, { beforeEffect: () => gate.promise });
      const first = slow({ name: 'slow', idempotency_key: 'k' });
      // would wait for the slow call if that held the right to write
      await serverOver(store)({ name: 'quick' });
      gate.resolve();
      await first;
      expect(await leadsIn(store)).toEqual([{ name: 'quick' }, { name: 'slow' }]);
    });

    test('leaves no claim of a handler that fails before its first write', async () => {
      const store = await engine.open(rig);
      const failing = serverOver(store, {
        async beforeEffect() {
          throw new Error('no');
        },
      });
      expect(codeOf(await failing({ name: 'Ada', idempotency_key: 'k' }))).toBe('internal');
      const { own, transaction } = store.internal;
      const claims = () =>
        transaction({ mode: 'read' }, ({ builder }) => builder.select().from(own.idempotency));
      expect(await claims()).toEqual([]);
      // the key is free for other arguments too
      expect(codeOf(await serverOver(store)({ name: 'Bob', idempotency_key: 'k' }))).toBeUndefined();
    });

    test('answers a replay without running the handler', async () => {
      const store = await engine.open(rig);
      let runs = 0;
      const call = serverOver(store, {
        async beforeEffect() {
          runs += 1;
        },
      });
      await call({ name: 'Ada', idempotency_key: 'k' });
      expect(outputOf(await call({ name: 'Ada', idempotency_key: 'k' }))).toHaveProperty('idempotent_replay');
      expect(runs).toBe(1);
    });

    test('rehearses without leaving a row, a claim, a message or the id of a row', async () => {
      const store = await engine.open(rig);
      const call = serverOver(store);
      const rehearsal = await call({ name: 'Ada', idempotency_key: 'k', dry_run: true });
      expect(outputOf(rehearsal)).toEqual({ seen: 1, dry_run: true });
      expect(JSON.stringify(rehearsal['content'])).toContain('dry_run: true');
      const { own, transaction } = store.internal;
      const left = await transaction({ mode: 'read' }, async ({ builder }) => [
        await builder.select().from(own.idempotency),
        await builder.select().from(own.changes),
        await builder.select().from(own.outbox),
      ]);
      expect(left).toEqual([[], [], []]);
      const done = outputOf(await call({ name: 'Ada', idempotency_key: 'k' }));
      expect(done).toMatchObject({ lead_id: expect.any(Number), change_id: expect.any(String) });
      expect(done).not.toHaveProperty('dry_run');
      expect(await leadsIn(store)).toEqual([{ name: 'Ada' }]);
    });

    test('tells nothing of a write that was undone since as if it stood, until that is undone too', async () => {
      const store = await engine.open(rig);
      const call = serverOver(store);
      const { change_id } = outputOf(await call({ name: 'Ada', idempotency_key: 'k' }));
      const undone = await store.write(as('acme'), (db) => db.undo(String(change_id)));
      const replay = await call({ name: 'Ada', idempotency_key: 'k' });
      expect(codeOf(replay)).toBe('conflict');
      expect(JSON.stringify(replay['content'])).toContain(`taken back by ${undone.change_id}`);
      expect(JSON.stringify(replay)).not.toContain('lead_id');
      expect(await leadsIn(store)).toEqual([]);
      await store.write(as('acme'), (db) => db.undo(undone.change_id ?? ''));
      expect(outputOf(await call({ name: 'Ada', idempotency_key: 'k' }))).toMatchObject({
        change_id,
        idempotent_replay: true,
      });
    });

    test('keeps the answer of a role from the same caller in another role', async () => {
      const store = await engine.open(rig);
      const call = serverOver(store);
      const { change_id } = outputOf(
        await call({ name: 'Ada', idempotency_key: 'k' }, { caller: { role: 'admin' } }),
      );
      const again = await call({ name: 'Ada', idempotency_key: 'k' }, { caller: { role: 'viewer' } });
      expect(codeOf(again)).toBe('conflict');
      expect(JSON.stringify(again['content'])).toContain(String(change_id));
      expect(JSON.stringify(again)).not.toContain('lead_id');
      expect(await leadsIn(store)).toHaveLength(1);
    });

    test('reads before the first write see what others committed, and after it the own write', async () => {
      const store = await engine.open(rig);
      const context = { ...as('acme'), signal: new AbortController().signal };
      const seen: number[] = [];
      const count = async () => seen.push((await leadsIn(store)).length);
      const steps = { begun: async () => {}, ended: async () => {} };
      await store.internal.lazily(context, steps, async () => {
        await count();
        await store.write(as('acme'), (db) => db.insert(db.tables.leads, { name: 'other', tags: [] }));
        await count();
      });
      expect(seen).toEqual([0, 1]);
    });
  });
});
