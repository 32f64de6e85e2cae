import { describe, expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { sweep } from '../index.ts';
import type { Store } from '../store.ts';
import { eachEngine } from '../testing.ts';

const addLead = (store: Store<RigTables>, tenant = 'acme') =>
  store.write(as(tenant), async (db) => {
    await db.insert(db.tables.leads, { name: 'x', tags: [] });
    return db.changeId;
  });

const newest = (store: Store<RigTables>, tenant = 'acme') =>
  store.read(as(tenant), (db) => db.changeNumber());

eachEngine((engine) => {
  describe('the number of a change', () => {
    test('rises with each change of the tenant alone, and not for what was taken back or changed nothing', async () => {
      const store = await engine.open(rig);
      expect(await newest(store)).toBe(0);
      const first = await addLead(store);
      const number = await newest(store);
      expect(number).toBeGreaterThan(0);
      await addLead(store, 'other');
      await store.write(as('acme'), async () => {});
      await store
        .write(as('acme'), async (db) => {
          await db.insert(db.tables.leads, { name: 'y', tags: [] });
          throw new Error('no');
        })
        .catch(() => {});
      expect(await newest(store)).toBe(number);
      const second = await addLead(store);
      expect(await store.changesSince('acme', 0)).toEqual([
        { number, change_id: first },
        { number: await newest(store), change_id: second },
      ]);
      expect(await store.changesSince('acme', number, { limit: 1 })).toMatchObject([{ change_id: second }]);
    });

    test('is known inside the write that will have it, also when that writes no row that is logged', async () => {
      const store = await engine.open(rig);
      const { changeId, number } = await store.write(as('acme'), async (db) => {
        const taken = await db.changeNumber();
        expect(await db.changeNumber()).toBe(taken);
        return { changeId: db.changeId, number: taken };
      });
      expect(await store.changesSince('acme', 0)).toEqual([{ number, change_id: changeId }]);
    });

    test('lets a follower miss nothing of writers in three processes', async () => {
      const place = await engine.place();
      const stores = await Promise.all([1, 2, 3, 4].map(() => engine.open(rig, place)));
      const [follower, ...writers] = stores;
      if (follower === undefined) return;
      const seen: { number: number; change_id: string }[] = [];
      const follow = async () => {
        const news = await follower.changesSince('acme', seen.at(-1)?.number ?? 0);
        seen.push(...news);
      };
      let writing = true;
      const following = (async () => {
        while (writing) await follow();
      })();
      const written = await Promise.all(
        writers.flatMap((store) =>
          [1, 2, 3].map(async () => {
            const ids: string[] = [];
            for (let index = 0; index < 8; index += 1) ids.push(await addLead(store));
            return ids;
          }),
        ),
      );
      writing = false;
      await following;
      await follow();
      expect(seen.map(({ change_id }) => change_id).toSorted()).toEqual(written.flat().toSorted());
      const numbers = seen.map(({ number }) => number);
      expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    });

    test('goes on after the changes before it were swept', async () => {
      let now = Date.now();
      const store = await engine.open({ ...rig, now: () => now });
      await addLead(store);
      await addLead(store);
      const number = await newest(store);
      now += 10 * 86_400_000;
      expect(await sweep(store, { changeDays: 7 })).toMatchObject({ changes: 1 });
      await addLead(store);
      expect(await newest(store)).toBeGreaterThan(number);
    });
  });
});
