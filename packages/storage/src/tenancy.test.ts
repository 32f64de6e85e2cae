import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { as, rig } from './fixture/rig.fixture.ts';
import { type RigTables, tables } from './fixture/tables.fixture.ts';
import { eq, everyRow, expr, gt } from './index.ts';
import type { TenantWriteDb } from './tenant/db.ts';
import { eachEngine } from './testing.ts';

const declared = tables.sqlite;

type Db = TenantWriteDb<RigTables>;

/** Never called: the compiler is what runs these. */
export async function compilerChecks(db: Db): Promise<void> {
  const { leads } = db.tables;
  const row = z.object({ id: z.int() });
  await db.all(db.sql`select id from ${leads} where tenant = ${db.tenant}`, row);
  // @ts-expect-error raw SQL that does not name its tenant
  await db.all(db.sql`select id from ${leads}`, row);
  // @ts-expect-error a tenant as a plain string is a parameter like any other
  await db.all(db.sql`select id from ${leads} where tenant = ${'acme'}`, row);
  const unknownValue: unknown = 1;
  await db.all(db.sql`select ${unknownValue} from ${leads} where tenant = ${db.tenant}`, row);
  // @ts-expect-error a value of unknown type is no tenant
  await db.all(db.sql`select id from ${leads} where tenant = ${unknownValue}`, row);
  // @ts-expect-error an expression is not a query
  await db.all(expr`select id from leads`, row);
  // @ts-expect-error the tenant is not the caller's to choose
  await db.insert(leads, { tenant: 'other', name: 'x', tags: [] });
  // @ts-expect-error nor to change
  await db.update(leads, { tenant: 'other' }, everyRow);
  // @ts-expect-error which rows must be said
  await db.delete(leads);
  // @ts-expect-error a column that the table does not have
  await db.insert(leads, { name: 'x', tags: [], colour: 'red' });
  // @ts-expect-error rows that never change
  await db.update(db.tables.texts, { body: 'x' }, everyRow);
  await db.update(db.tables.words, { uses: 1 }, everyRow);
  // @ts-expect-error raw SQL is not a source
  db.select().from(expr`leads`);

  expectTypeOf(await db.select().from(leads)).toEqualTypeOf<(typeof declared.leads.$inferSelect)[]>();
  expectTypeOf(await db.select({ id: leads.id }).from(leads).where(gt(leads.id, 1))).toEqualTypeOf<
    { id: number }[]
  >();
  expectTypeOf(await db.get(leads, 1)).toEqualTypeOf<typeof declared.leads.$inferSelect | undefined>();
  expectTypeOf(await db.all(db.sql`select id from ${leads} where tenant = ${db.tenant}`, row)).toEqualTypeOf<
    { id: number }[]
  >();
}

eachEngine((engine) => {
  describe('a tenant', () => {
    const withRows = async () => {
      const store = await engine.open(rig);
      for (const tenant of ['acme', 'other']) {
        await store.write(as(tenant), (db) =>
          db
            .insert(db.tables.links, { lead_id: 1, kind: 'k', weight: 1 })
            .then(() => db.insert(db.tables.leads, { name: tenant, email: 'same@x', tags: [] })),
        );
      }
      return store;
    };

    test('changes and deletes only its own rows, even when it means every row', async () => {
      const store = await withRows();
      const changed = await store.write(as('acme'), (db) =>
        db.update(db.tables.leads, { score: 9 }, everyRow),
      );
      expect(changed.map(({ tenant }) => tenant)).toEqual(['acme']);
      const deleted = await store.write(as('acme'), (db) => db.delete(db.tables.leads, everyRow));
      expect(deleted).toHaveLength(1);
      expect(await store.read(as('other'), (db) => db.select().from(db.tables.leads))).toMatchObject([
        { name: 'other', score: 0 },
      ]);
    });

    test('cannot reach another row by its id or by an upsert', async () => {
      const store = await withRows();
      const other = await store.read(as('other'), (db) =>
        db.select({ id: db.tables.leads.id }).from(db.tables.leads),
      );
      const id = other[0]?.id ?? 0;
      await expect(
        store.write(as('acme'), (db) => db.updateOne(db.tables.leads, id, { score: 1 })),
      ).rejects.toMatchObject({ code: 'not_found' });
      const upsert = store.write(as('acme'), (db) =>
        db.upsert(db.tables.leads, [{ id, name: 'stolen', tags: [] }], {
          target: ['id'],
          update: () => ({ name: 'stolen' }),
        }),
      );
      await expect(upsert).rejects.toThrow();
      const mine = await store.write(as('acme'), (db) =>
        db.upsert(db.tables.links, [{ lead_id: 1, kind: 'k', weight: 7 }], {
          target: ['lead_id', 'kind'],
          update: (_old, { weight }) => ({ weight }),
        }),
      );
      expect(mine).toMatchObject([{ outcome: 'updated', row: { tenant: 'acme', weight: 7 } }]);
      expect(await store.read(as('other'), (db) => db.get(db.tables.links, [1, 'k']))).toMatchObject({
        weight: 1,
      });
    });

    test('is refused what would leave its rows, at the latest when it runs', async () => {
      const store = await withRows();
      await store.read(as('acme'), async (db) => {
        const { leads, notes } = db.tables;
        expect(() => db.select().from(notes).rightJoin(leads, everyRow)).toThrow(/left and inner/);
        expect(() => db.select().from(notes).fullJoin(leads, everyRow)).toThrow(/left and inner/);
        expect(() => db.select().from(notes).crossJoin(leads)).toThrow(/left and inner/);
        expect(() => db.select().from(notes).leftJoin(expr`leads`, everyRow)).toThrow();
        expect(() => expr`(select count(*) from leads)`).toThrow(/query/);
        expect(() => db.sql`delete from ${leads} where tenant = ${db.tenant}`).toThrow(/reading/);
      });
      const foreign = store.write(as('acme'), (db) =>
        store.read(as('other'), (inner) => inner.select().from(inner.tables.leads)).then(() => db.changeId),
      );
      await expect(foreign).rejects.toThrow(/one tenant/);
    });

    test('keeps its condition when where is given a function, given again, or left out', async () => {
      const store = await withRows();
      const names = await store.read(as('acme'), async (db) => {
        const { leads } = db.tables;
        const query = db.select({ name: leads.name }).from(leads).$dynamic();
        return [
          await db
            .select({ name: leads.name })
            .from(leads)
            .where((fields) => gt(fields.name, '')),
          await query.where(eq(leads.name, 'nobody')).where(gt(leads.id, 0)),
          await db.selectDistinct({ name: leads.name }).from(leads),
          await db
            .select({ name: leads.name })
            .from(leads)
            .union(db.select({ name: leads.name }).from(leads)),
        ];
      });
      expect(names).toEqual(Array(4).fill([{ name: 'acme' }]));
    });

    test('must build its queries on the tables of the store', async () => {
      const store = await withRows();
      if (store.dialect === 'sqlite') return;
      await store.read(as('acme'), async (db) => {
        expect(() => db.select().from(declared.leads)).toThrow(/db.tables/);
      });
    });

    test('cannot go on once its transaction is over', async () => {
      const store = await withRows();
      const leaked = await store.read(as('acme'), async (db) => db);
      await expect(leaked.get(leaked.tables.leads, 1)).rejects.toThrow(/over/);
      await expect(leaked.select().from(leaked.tables.leads)).rejects.toMatchObject({
        cause: expect.objectContaining({ message: expect.stringContaining('over') }),
      });
    });

    test('that reads cannot write', async () => {
      const store = await withRows();
      const nested = store.read(as('acme'), () => store.write(as('acme'), async () => {}));
      await expect(nested).rejects.toThrow(/read cannot write/);
      const raw = store.internal.transaction({ mode: 'read' }, ({ query }) => query('delete from leads'));
      await expect(raw).rejects.toThrow();
    });
  });
});
