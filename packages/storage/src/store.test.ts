import { describe, expect, test } from 'vitest';
import { as, rig } from './fixture/rig.fixture.ts';
import {
  and,
  count,
  declareTables,
  eq,
  exists,
  expr,
  gt,
  type Kit,
  type Tables,
  tenantColumn,
} from './index.ts';
import { eachEngine } from './testing.ts';

eachEngine((engine) => {
  describe('a store', () => {
    test('gives back what was written', async () => {
      const store = await engine.open(rig);
      const written = await store.write(as('acme'), async (db) => {
        const lead = await db.insert(db.tables.leads, { name: 'Ada', tags: ['a', '1'], ratio: 0.1 });
        await db.insert(db.tables.notes, {
          id: 'n1',
          lead_id: lead.id,
          body: 'hello',
          raw: Buffer.from([0, 255]),
        });
        return lead;
      });
      const read = await store.read(as('acme'), async (db) => ({
        lead: await db.get(db.tables.leads, written.id),
        note: await db.get(db.tables.notes, 'n1'),
      }));
      expect(read.lead).toEqual({
        id: 1,
        tenant: 'acme',
        name: 'Ada',
        email: null,
        score: 0,
        ratio: 0.1,
        tags: ['a', '1'],
        active: true,
        version: 1,
      });
      expect(read.note?.raw).toEqual(Buffer.from([0, 255]));
    });

    test('keeps tenants apart in selects, joins, subqueries and raw SQL', async () => {
      const store = await engine.open(rig);
      for (const tenant of ['acme', 'other']) {
        await store.write(as(tenant), async (db) => {
          const lead = await db.insert(db.tables.leads, { name: tenant, tags: [] });
          await db.insert(db.tables.notes, { id: tenant, lead_id: lead.id, body: 'x' });
        });
      }
      const seen = await store.read(as('acme'), async (db) => {
        const { leads, notes } = db.tables;
        const sub = db.select({ id: leads.id }).from(leads).as('sub');
        return {
          plain: await db.select().from(leads),
          filtered: await db.select({ name: leads.name }).from(leads).where(gt(leads.id, 0)),
          joined: await db
            .select({ body: notes.body, lead: leads.name })
            .from(notes)
            .leftJoin(leads, gt(leads.id, 0)),
          sub: await db.select().from(sub),
          exists: await db
            .select({ id: notes.id })
            .from(notes)
            .where(exists(db.select().from(leads).where(eq(leads.name, 'other')))),
          count: await db.select({ n: count(), top: expr<number>`max(${leads.score}) + 1` }).from(leads),
          raw: await db.all(db.sql`select name, id from ${leads} where tenant = ${db.tenant}`, {
            parse: (row) => row,
          }),
          foreign: await db.get(leads, 2),
        };
      });
      expect(seen.plain).toHaveLength(1);
      expect(seen.filtered).toEqual([{ name: 'acme' }]);
      expect(seen.joined).toEqual([{ body: 'x', lead: 'acme' }]);
      expect(seen.sub).toHaveLength(1);
      expect(seen.exists).toEqual([]);
      expect(seen.count).toEqual([{ n: 1, top: 1 }]);
      expect(seen.raw).toEqual([{ name: 'acme', id: 1 }]);
      expect(seen.foreign).toBeUndefined();
    });

    test('rolls back a write that fails, and a nested write alone when its error is caught', async () => {
      const store = await engine.open(rig);
      const failing = store.write(as('acme'), async (db) => {
        await db.insert(db.tables.leads, { name: 'gone', tags: [] });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      const change = await store.write(as('acme'), async (db) => {
        await db.insert(db.tables.leads, { name: 'kept', email: 'a@b', tags: [] });
        const inner = store.write(as('acme'), async (nested) => {
          await nested.insert(nested.tables.leads, { name: 'gone too', tags: [] });
          await nested.insert(nested.tables.leads, { name: 'twin', email: 'a@b', tags: [] });
        });
        await expect(inner).rejects.toMatchObject({ code: 'conflict' });
        return db.changeId;
      });
      const names = await store.read(as('acme'), (db) =>
        db.select({ name: db.tables.leads.name }).from(db.tables.leads),
      );
      expect(names).toEqual([{ name: 'kept' }]);
      const logged = await store.read(as('acme'), (db) => db.getChange(change));
      expect(logged?.rows.map(({ after }) => after?.['name'])).toEqual(['kept']);
    });

    test('lets exactly one of many writers with the same expected version win', async () => {
      const store = await engine.open(rig);
      const { id } = await store.write(as('acme'), (db) =>
        db.insert(db.tables.leads, { name: 'x', tags: [] }),
      );
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, score) =>
          store.write(as('acme'), (db) =>
            db.updateOne(db.tables.leads, id, { score }, { expected_version: 1 }),
          ),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(lost.every((error) => error.code === 'conflict' && error.details.current_version === 2)).toBe(
        true,
      );
      const row = await store.read(as('acme'), (db) => db.get(db.tables.leads, id));
      expect(row?.version).toBe(2);
    });

    test('undoes a change and says who is in the way', async () => {
      const store = await engine.open(rig);
      const first = await store.write(as('acme'), async (db) => {
        await db.insertMany(db.tables.leads, [
          { name: 'a', tags: [] },
          { name: 'b', tags: [] },
        ]);
        return db.changeId;
      });
      const second = await store.write(as('acme'), async (db) => {
        await db.update(db.tables.leads, { score: 5 }, and(eq(db.tables.leads.name, 'a')));
        return db.changeId;
      });
      await expect(store.write(as('acme'), (db) => db.undo(first))).rejects.toMatchObject({
        code: 'conflict',
        details: { conflicts: [{ table: 'leads', key: [1], changed_by: [second] }] },
      });
      await store.write(as('acme'), (db) => db.undo(second));
      const outcome = await store.write(as('acme'), (db) => db.undo(first));
      expect(outcome.rows).toHaveLength(2);
      expect(await store.read(as('acme'), (db) => db.select().from(db.tables.leads))).toEqual([]);
    });

    test('lets a cancelled write leave the queue at once, and a busy store say so in time', async () => {
      const place = await engine.place();
      const store = await engine.open({ ...rig, connections: 1 }, place);
      const gate = Promise.withResolvers<void>();
      const began = Promise.withResolvers<void>();
      const first = store.write(as('acme'), async (db) => {
        await db.insert(db.tables.leads, { name: 'first', tags: [] });
        began.resolve();
        await gate.promise;
      });
      await began.promise;
      const abort = new AbortController();
      const second = store.write({ ...as('acme'), signal: abort.signal }, (db) =>
        db.insert(db.tables.leads, { name: 'second', tags: [] }),
      );
      abort.abort(new Error('gone'));
      await expect(second).rejects.toThrow('gone');
      const impatient = store.internal.transaction({ mode: 'write', waitMs: 20 }, async () => {});
      await expect(impatient).rejects.toMatchObject({ code: 'unavailable', retryable: true });
      gate.resolve();
      await first;
      const names = await store.read(as('acme'), (db) =>
        db.select({ name: db.tables.leads.name }).from(db.tables.leads),
      );
      expect(names).toEqual([{ name: 'first' }]);
    });

    test('lets timers and cancellation through while it writes a lot', async () => {
      const store = await engine.open(rig);
      const signal = AbortSignal.timeout(60);
      const long = store.write({ ...as('acme'), signal }, async (db) => {
        for (let at = 0; at < 100_000; at += 1) await db.insert(db.tables.leads, { name: `${at}`, tags: [] });
      });
      await expect(long).rejects.toMatchObject({ name: 'TimeoutError' });
      expect(await store.read(as('acme'), (db) => db.select().from(db.tables.leads))).toEqual([]);
    });

    test('refuses tables whose rows the database would change by itself, or that have no tenant, or none in their key', async () => {
      const acting = (k: Kit) => {
        const parents = k.table('parents', { id: k.identity('id'), ...tenantColumn(k) });
        const children = k.table('children', {
          id: k.identity('id'),
          ...tenantColumn(k),
          parent_id: k.integer('parent_id').references(() => parents.id, { onDelete: 'cascade' }),
        });
        return { parents, children };
      };
      const bare = (k: Kit) => ({
        bare: k.table('bare', { id: k.identity('id'), tenant: k.text('tenant') }),
      });
      const open = (declare: (k: Kit) => Tables) =>
        engine.open({
          server: 'bad',
          tables: declareTables(declare),
          migrations: { sqlite: [], postgres: [] },
        });
      const shared = (k: Kit) => ({
        shared: k.table('shared', { id: k.text('id').primaryKey(), ...tenantColumn(k) }),
      });
      await expect(open(shared)).rejects.toThrow(/begin with the tenant/);
      const unique = (k: Kit) => ({
        unique: k.table('unique', { id: k.identity('id'), ...tenantColumn(k), sku: k.text('sku') }, (t) => [
          k.uniqueIndex('unique_sku').on(t.sku, t.tenant),
        ]),
      });
      await expect(open(unique)).rejects.toThrow(/begin with the tenant, not with sku/);
      await expect(open(acting)).rejects.toThrow(/must not act on their own/);
      await expect(open(bare)).rejects.toThrow(/"tenant"/);
    });
  });
});
