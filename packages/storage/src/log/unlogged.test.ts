import { describe, expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { eq, type Store, type TenantWriteDb } from '../index.ts';
import { eachEngine } from '../testing.ts';

const logged = async (store: Store<RigTables>) => {
  const { own, transaction } = store.internal;
  return transaction({ mode: 'read' }, async ({ builder }) => ({
    changes: (await builder.select().from(own.changes)).length,
    rows: (await builder.select().from(own.changeRows)).map((row) => row.table_name),
  }));
};

const addText = (db: TenantWriteDb<RigTables>, digest = 'a') =>
  db.insert(db.tables.texts, { digest, body: 'long' });
const addWords = (db: TenantWriteDb<RigTables>) =>
  db.insertMany(db.tables.words, [
    { word: 'to', uses: 1 },
    { word: 'be', uses: 2 },
  ]);

eachEngine((engine) => {
  describe('rows of a derived or immutable table', () => {
    test('are written without the change log, and a change that wrote some is refused by undo', async () => {
      const store = await engine.open(rig);
      const changeId = await store.write(as('acme'), async (db) => {
        await db.insert(db.tables.leads, { name: 'Ada', tags: [] });
        await addText(db);
        await addWords(db);
        return db.changeId;
      });
      expect(await logged(store)).toEqual({ changes: 1, rows: ['leads'] });
      const change = await store.read(as('acme'), (db) => db.getChange(changeId));
      expect(change).toMatchObject({ unlogged: ['texts', 'words'], rows: [{ table: 'leads' }] });
      for (const dryRun of [true, false]) {
        const undo = store.write(as('acme'), (db) => db.undo(changeId, { dryRun }));
        await expect(undo).rejects.toMatchObject({
          code: 'conflict',
          message: expect.stringContaining('texts, words'),
        });
      }
      expect(await store.read(as('acme'), (db) => db.select().from(db.tables.leads))).toHaveLength(1);
    });

    test('do not stand in the way when what wrote them was taken back', async () => {
      const store = await engine.open(rig);
      const changeId = await store.write(as('acme'), async (db) => {
        await db.insert(db.tables.leads, { name: 'Ada', tags: [] });
        const inner = store.write(as('acme'), async (nested) => {
          await addText(nested);
          throw new Error('no');
        });
        await expect(inner).rejects.toThrow('no');
        return db.changeId;
      });
      const { rows } = await store.write(as('acme'), (db) => db.undo(changeId));
      expect(rows).toMatchObject([{ table: 'leads', action: 'removed' }]);
    });

    test('are a change when they are immutable, and none when they are derived', async () => {
      const store = await engine.open(rig);
      await store.write(as('acme'), addWords);
      expect(await logged(store)).toEqual({ changes: 0, rows: [] });
      await store.write(as('acme'), (db) => addText(db));
      expect(await logged(store)).toEqual({ changes: 1, rows: [] });
    });

    test('change when they are derived, and never when they are immutable', async () => {
      const store = await engine.open(rig);
      await store.write(as('acme'), async (db) => {
        await addWords(db);
        await addText(db);
      });
      const changed = await store.write(as('acme'), (db) =>
        db.update(db.tables.words, { uses: 9 }, eq(db.tables.words.word, 'be')),
      );
      expect(changed).toMatchObject([{ word: 'be', uses: 9 }]);
      const again = (body: string) =>
        store.write(as('acme'), (db) =>
          db.upsert(db.tables.texts, [{ digest: 'a', body }], {
            target: ['digest'],
            update: (existing, incoming) => (existing.body === incoming.body ? undefined : incoming),
          }),
        );
      expect(await again('long')).toMatchObject([{ outcome: 'unchanged' }]);
      await expect(again('other')).rejects.toThrow(/immutable/);
      await store.write(as('acme'), (db) => db.delete(db.tables.texts, eq(db.tables.texts.digest, 'a')));
      expect(await store.read(as('acme'), (db) => db.select().from(db.tables.texts))).toEqual([]);
    });
  });
});
