import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import { type RigTables, tables } from '../fixture/tables.fixture.ts';
import { eq, expr } from '../index.ts';
import type { Store } from '../store.ts';
import type { TenantWriteDb } from '../tenant/db.ts';
import { eachEngine } from '../testing.ts';

type Db = TenantWriteDb<RigTables>;
type Action = (db: Db) => Promise<unknown>;

/** Every row of the server's tables in a fixed order; versions aside, which never go back. */
const dump = (store: Store<RigTables>) =>
  store.internal.transaction({ mode: 'read' }, async ({ builder }) => {
    const texts: string[] = [];
    for (const [name, table] of Object.entries(tables.sqlite)) {
      const rows: readonly object[] = await builder.select().from(table);
      const told = rows.map((row) => JSON.stringify({ ...row, version: undefined }));
      texts.push(...told.map((text) => `${name} ${text}`).toSorted());
    }
    return texts;
  });

const versionsOf = (store: Store<RigTables>) =>
  store.read(as('acme'), async (db) => {
    const rows = await db.select().from(db.tables.leads);
    return new Map(rows.map(({ id, version }) => [id, version]));
  });

async function nth(db: Db, index: number): Promise<number> {
  const leads = await db.select({ id: db.tables.leads.id }).from(db.tables.leads).orderBy(db.tables.leads.id);
  return leads[index % Math.max(leads.length, 1)]?.id ?? -1;
}

async function remove(db: Db, id: number): Promise<void> {
  const { leads, notes, links } = db.tables;
  await db.delete(notes, eq(notes.lead_id, id));
  await db.delete(links, eq(links.lead_id, id));
  await db.delete(leads, eq(leads.id, id));
}

async function merge(db: Db, into: number, from: number): Promise<void> {
  if (into === from) return;
  const { notes } = db.tables;
  await db.update(notes, { lead_id: into }, eq(notes.lead_id, from));
  await remove(db, from);
  if (into > 0) await db.updateOne(db.tables.leads, into, { tags: ['merged', String(from)] });
}

const text = fc.constantFrom('', 'a', 'Ä"\'', '$json', '{"$date":"x"}');
const index = fc.nat({ max: 4 });
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.tuple(text, fc.array(text, { maxLength: 2 }), fc.option(fc.double({ noNaN: true }))).map(
    ([name, tags, ratio]): Action =>
      (db) =>
        db.insert(db.tables.leads, { name, tags, ratio }),
  ),
  fc.tuple(index, fc.integer({ min: -3, max: 3 })).map(
    ([at, score]): Action =>
      async (db) =>
        db.update(db.tables.leads, { score }, eq(db.tables.leads.id, await nth(db, at))),
  ),
  fc.tuple(text, fc.boolean()).map(
    ([name, active]): Action =>
      (db) =>
        db.update(
          db.tables.leads,
          { active, version: expr`${db.tables.leads.version} + 8` },
          eq(db.tables.leads.name, name),
        ),
  ),
  index.map(
    (at): Action =>
      async (db) =>
        remove(db, await nth(db, at)),
  ),
  fc.tuple(index, text, fc.option(fc.uint8Array({ maxLength: 3 }))).map(
    ([at, body, raw]): Action =>
      async (db) => {
        const lead_id = await nth(db, at);
        if (lead_id > 0)
          await db.insert(db.tables.notes, {
            id: crypto.randomUUID(),
            lead_id,
            body,
            raw: raw && Buffer.from(raw),
          });
      },
  ),
  fc.tuple(index, fc.nat({ max: 3 })).map(
    ([at, weight]): Action =>
      async (db) => {
        const row = { lead_id: await nth(db, at), kind: 'k', weight };
        await db.upsert(db.tables.links, [row, { ...row, weight: weight + 1 }], {
          target: ['lead_id', 'kind'],
          update: (_existing, incoming) => ({ weight: incoming.weight }),
        });
      },
  ),
  fc.tuple(index, index).map(
    ([into, from]): Action =>
      async (db) =>
        merge(db, await nth(db, into), await nth(db, from)),
  ),
);

eachEngine((engine) => {
  describe('undo', () => {
    test('of all changes in reverse leaves every table as it was', async () => {
      const store = await engine.open(rig);
      await store.write(as('other'), (db) => db.insert(db.tables.leads, { name: 'theirs', tags: [] }));
      const runs = fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 12,
      });
      await fc.assert(
        fc.asyncProperty(runs, async (writes) => {
          const states = [await dump(store)];
          const changes: string[] = [];
          for (const actions of writes) {
            const id = await store.write(as('acme'), async (db) => {
              for (const act of actions) await act(db);
              return db.changeId;
            });
            const changed = await store.read(as('acme'), (db) => db.getChange(id));
            if (changed === undefined) continue;
            changes.push(id);
            states.push(await dump(store));
          }
          for (const id of changes.toReversed()) {
            expect(await dump(store)).toEqual(states.pop());
            await store.write(as('acme'), (db) => db.undo(id));
          }
          expect(await dump(store)).toEqual(states.pop());
        }),
        { numRuns: fc.readConfigureGlobal()?.numRuns ?? (engine.dialect === 'sqlite' ? 25 : 8) },
      );
    });

    test('never lowers the version of a row, however changes are taken back and made again', async () => {
      const store = await engine.open(rig);
      const steps = fc.array(fc.oneof(action, fc.nat({ max: 30 })), { minLength: 2, maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(steps, async (taken) => {
          const highest = new Map<number, number>();
          const changes: string[] = [];
          for (const step of taken) {
            const write = async (db: Db) => {
              if (typeof step !== 'number') await step(db);
              else if (changes.length > 0) await db.undo(changes[step % changes.length] ?? '');
              return db.changeId;
            };
            // an undoing that later changes forbid leaves all as it is
            const done = await store.write(as('acme'), write).catch(() => undefined);
            if (done !== undefined && (await store.read(as('acme'), (db) => db.getChange(done))))
              changes.push(done);
            for (const [id, version] of await versionsOf(store)) {
              expect(version).toBeGreaterThanOrEqual(highest.get(id) ?? 0);
              highest.set(id, version);
            }
          }
        }),
        { numRuns: fc.readConfigureGlobal()?.numRuns ?? (engine.dialect === 'sqlite' ? 40 : 8) },
      );
    });

    test('refuses a write by somebody who saw the row before it was changed and changed back', async () => {
      const store = await engine.open(rig);
      const lead = await store.write(as('acme'), (db) => db.insert(db.tables.leads, { name: 'a', tags: [] }));
      const named = (name: string, expected_version?: number) =>
        store.write(as('acme'), async (db) => {
          const row = await db.updateOne(db.tables.leads, lead.id, { name }, { expected_version });
          return { change: db.changeId, version: row.version };
        });
      const first = await named('b');
      const undone = await store.write(as('acme'), (db) => db.undo(first.change));
      await expect(named('c', lead.version)).rejects.toMatchObject({ code: 'conflict' });
      await store.write(as('acme'), (db) => db.undo(undone.change_id ?? ''));
      await expect(named('c', first.version)).rejects.toMatchObject({ code: 'conflict' });
      expect(await versionsOf(store)).toEqual(new Map([[lead.id, 4]]));
      expect(await named('c', 4)).toMatchObject({ version: 5 });
    });

    test('brings a deleted row back with a higher version each time, though its first deletion is named again', async () => {
      const store = await engine.open(rig);
      const { id } = await store.write(as('acme'), (db) =>
        db.insert(db.tables.leads, { name: 'a', tags: [] }),
      );
      const deleted = await store.write(as('acme'), async (db) => {
        await db.delete(db.tables.leads, eq(db.tables.leads.id, id));
        return db.changeId;
      });
      const undo = (change: string) => store.write(as('acme'), (db) => db.undo(change));
      const seen: (number | undefined)[] = [];
      for (const _ of [1, 2, 3]) {
        const undone = await undo(deleted);
        seen.push((await versionsOf(store)).get(id));
        await undo(undone.change_id ?? '');
      }
      expect(seen).toEqual([2, 3, 4]);
    });

    test('is a change that can be undone, and then the first change stands again', async () => {
      const store = await engine.open(rig);
      const { id, change } = await store.write(as('acme'), async (db) => {
        const lead = await db.insert(db.tables.leads, { name: 'a', tags: [] });
        return { id: lead.id, change: db.changeId };
      });
      const undone = await store.write(as('acme'), (db) => db.undo(change));
      await expect(store.write(as('acme'), (db) => db.undo(change))).rejects.toMatchObject({
        code: 'conflict',
        details: { undone_by: undone.change_id },
      });
      await store.write(as('acme'), (db) => db.undo(undone.change_id ?? ''));
      const [lead, history] = await store.read(as('acme'), async (db) => [
        await db.get(db.tables.leads, id),
        await db.history(db.tables.leads, id),
      ]);
      expect(lead).toMatchObject({ id, name: 'a' });
      expect(history.map(({ kind }) => kind)).toEqual(['undo', 'undo', 'write']);
      await store.write(as('acme'), (db) => db.undo(change));
      expect(await store.read(as('acme'), (db) => db.get(db.tables.leads, id))).toBeUndefined();
    });

    test('is refused for a row that was changed and changed back by others', async () => {
      const store = await engine.open(rig);
      const set = (score: number) =>
        store.write(as('acme'), async (db) => {
          await db.update(db.tables.leads, { score }, eq(db.tables.leads.name, 'a'));
          return db.changeId;
        });
      await store.write(as('acme'), (db) => db.insert(db.tables.leads, { name: 'a', tags: [] }));
      const first = await set(1);
      const later = [await set(2), await set(1)];
      const outcome = await store.write(as('acme'), (db) => db.undo(first, { dryRun: true }));
      expect(outcome.conflicts).toEqual([{ table: 'leads', key: [1], changed_by: later }]);
    });

    test('tried dry says what it would do, finds rows that depend on others, and changes nothing', async () => {
      const store = await engine.open(rig);
      const change = await store.write(as('acme'), async (db) => {
        await db.insert(db.tables.leads, { name: 'a', tags: [] });
        return db.changeId;
      });
      const before = await dump(store);
      const dry = () => store.write(as('acme'), (db) => db.undo(change, { dryRun: true }));
      expect(await dry()).toEqual({
        undone: change,
        rows: [{ table: 'leads', key: [1], action: 'removed' }],
        conflicts: [],
      });
      expect(await dump(store)).toEqual(before);
      await store.write(as('acme'), (db) => db.insert(db.tables.notes, { id: 'n', lead_id: 1, body: '' }));
      expect((await dry()).conflicts).toHaveLength(1);
      await expect(store.write(as('acme'), (db) => db.undo(change))).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    test('does not reach the changes of another tenant', async () => {
      const store = await engine.open(rig);
      const change = await store.write(as('acme'), async (db) => {
        await db.insert(db.tables.leads, { name: 'a', tags: [] });
        return db.changeId;
      });
      await expect(store.write(as('other'), (db) => db.undo(change))).rejects.toMatchObject({
        code: 'not_found',
      });
      expect(await store.read(as('other'), (db) => db.history(db.tables.leads, 1))).toEqual([]);
    });

    test('takes back thousands of rows at once', async () => {
      const store = await engine.open(rig);
      const change = await store.write(as('acme'), async (db) => {
        await db.insertMany(
          db.tables.leads,
          Array.from({ length: 2_000 }, (_, at) => ({ name: `${at}`, tags: [] })),
        );
        return db.changeId;
      });
      await store.write(as('acme'), (db) => db.undo(change));
      expect(await dump(store)).toEqual([]);
    });
  });
});
