import { describe, expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { and, gte } from '../index.ts';
import type { Store } from '../store.ts';
import { eachEngine } from '../testing.ts';

interface Wish {
  readonly sort?: 'score' | 'ratio' | 'email' | 'name';
  readonly direction?: 'asc' | 'desc';
  readonly min?: number;
  readonly cursor?: string | undefined;
  readonly limit?: number;
  readonly list?: string;
}

const listLeads = (store: Store<RigTables>, tenant: string, wish: Wish) =>
  store.read(as(tenant), async (db) => {
    const { leads } = db.tables;
    const { sort = 'score', direction = 'desc', min = -100, cursor, limit = 3, list = 'leads' } = wish;
    const paging = db.paging({
      list,
      filter: { min },
      sort: { column: leads[sort], direction },
      id: leads.id,
      cursor,
      limit,
    });
    const rows = await db
      .select()
      .from(leads)
      .where(and(gte(leads.score, min), paging.after))
      .orderBy(...paging.orderBy)
      .limit(paging.limit);
    return paging.page(rows);
  });

async function filled(store: Store<RigTables>): Promise<void> {
  await store.write(as('acme'), (db) =>
    db.insertMany(
      db.tables.leads,
      Array.from({ length: 20 }, (_, at) => ({
        name: `n${(at * 7) % 5}`,
        email: at % 4 === 0 ? null : `${at % 3}-${at}@x`,
        score: at % 4,
        ratio: at % 3 === 0 ? null : (at % 5) / 10,
        tags: [],
      })),
    ),
  );
}

eachEngine((engine) => {
  describe('pages', () => {
    test.for(['score', 'ratio', 'email', 'name'] as const)(
      'cover a list sorted by %s once each, both ways, nulls last',
      async (sort) => {
        const store = await engine.open(rig);
        await filled(store);
        for (const direction of ['asc', 'desc'] as const) {
          const whole = await listLeads(store, 'acme', { sort, direction, limit: 100 });
          const ids: number[] = [];
          for (let cursor: string | undefined, more = true; more; ) {
            const page = await listLeads(store, 'acme', { sort, direction, cursor });
            ids.push(...page.items.map(({ id }) => id));
            more = page.has_more;
            cursor = page.next_cursor;
            expect(more).toBe(cursor !== undefined);
          }
          expect(ids).toEqual(whole.items.map(({ id }) => id));
          expect(new Set(ids).size).toBe(20);
          const nulls = whole.items.map((row) => row[sort] === null);
          expect(nulls).toEqual(nulls.toSorted());
        }
      },
    );

    test('survive rows that come and go between them', async () => {
      const store = await engine.open(rig);
      await filled(store);
      const first = await listLeads(store, 'acme', {});
      const last = first.items.at(-1);
      await store.write(as('acme'), async (db) => {
        const { leads } = db.tables;
        await db.delete(leads, gte(leads.score, 3));
        await db.insert(leads, { name: 'new', score: 99, tags: [] });
      });
      const second = await listLeads(store, 'acme', { cursor: first.next_cursor });
      expect(second.items.every((row) => row.score < (last?.score ?? 0))).toBe(true);
      expect(second.items).toHaveLength(3);
    });

    test('refuse a cursor that is forged, foreign, of another filter, sort or list, or too old', async () => {
      let now = Date.now();
      const store = await engine.open({ ...rig, now: () => now });
      await filled(store);
      const { next_cursor: cursor = '' } = await listLeads(store, 'acme', {});
      const [body = '', mac = ''] = cursor.split('.');
      const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace(/\d+/, '1')).toString(
        'base64url',
      );
      const refused = { code: 'validation_error', hint: expect.stringContaining('cursor') };
      const wishes: [string, Wish][] = [
        ['acme', { cursor: `${forged}.${mac}` }],
        ['acme', { cursor: `${body}.${mac.slice(0, -2)}AA` }],
        ['acme', { cursor: body }],
        ['acme', { cursor: '' }],
        ['acme', { cursor: '💥.💥' }],
        ['other', { cursor }],
        ['acme', { cursor, min: 0 }],
        ['acme', { cursor, direction: 'asc' }],
        ['acme', { cursor, sort: 'ratio' }],
        ['acme', { cursor, list: 'others' }],
      ];
      for (const [tenant, wish] of wishes)
        await expect(listLeads(store, tenant, wish)).rejects.toMatchObject(refused);
      now += 24 * 3_600_000 + 1;
      await expect(listLeads(store, 'acme', { cursor })).rejects.toMatchObject(refused);
    });

    test('go on in another process of the same store, but not in another store', async () => {
      const place = await engine.place();
      const store = await engine.open(rig, place);
      await filled(store);
      const { next_cursor: cursor } = await listLeads(store, 'acme', {});
      expect((await listLeads(await engine.open(rig, place), 'acme', { cursor })).items).toHaveLength(3);
      await expect(listLeads(await engine.open(rig), 'acme', { cursor })).rejects.toMatchObject({
        code: 'validation_error',
      });
    });
  });
});
