import { describe, expect, test } from 'vitest';
import { as, rig } from './fixture/rig.fixture.ts';
import { serverOver } from './fixture/server.fixture.ts';
import type { RigTables } from './fixture/tables.fixture.ts';
import type { Store } from './store.ts';
import { eachEngine } from './testing.ts';

/** Makes the database itself fail when a table is written to. */
async function breakWritesTo(store: Store<RigTables>, table: string, event: string): Promise<void> {
  await store.internal.transaction({ mode: 'write' }, async ({ query, dialect }) => {
    if (dialect === 'sqlite') {
      await query(`create trigger boom before ${event} on ${table} begin select raise(abort, 'boom'); end`);
      return;
    }
    await query(
      `create function boom() returns trigger language plpgsql as $$ begin raise exception 'boom'; end $$`,
    );
    await query(`create trigger boom before ${event} on ${table} for each row execute function boom()`);
  });
}

const everything = (store: Store<RigTables>) =>
  store.internal.transaction({ mode: 'read' }, async ({ query }) => {
    const names = [
      'leads',
      'patchbay_idempotency',
      'patchbay_changes',
      'patchbay_change_rows',
      'patchbay_outbox',
    ];
    const counts: unknown[] = [];
    for (const name of names) counts.push((await query(`select count(*) from ${name}`))[0]?.[0]);
    return counts;
  });

const steps = [
  ['patchbay_idempotency', 'insert'],
  ['leads', 'insert'],
  ['patchbay_outbox', 'insert'],
  ['patchbay_idempotency', 'update'],
  ['patchbay_changes', 'insert'],
  ['patchbay_change_rows', 'insert'],
] as const;

eachEngine((engine) => {
  describe('a call whose database fails', () => {
    test.for(steps)('at writing %s (%s) leaves nothing at all', async ([table, event]) => {
      const store = await engine.open(rig);
      await breakWritesTo(store, table, event);
      const call = serverOver(store);
      const answer = await call({ name: 'Ada', idempotency_key: 'k' });
      expect(answer['isError']).toBe(true);
      expect(JSON.stringify(answer)).not.toContain('boom');
      expect(await everything(store)).toEqual([0, 0, 0, 0, 0]);
    });

    test('tells the caller about an occupied unique value without the statement', async () => {
      const store = await engine.open(rig);
      const add = () =>
        store.write(as('acme'), (db) => db.insert(db.tables.leads, { name: 'a', email: 'a@b', tags: [] }));
      await add();
      const twin = await add().catch((error: unknown) => error);
      expect(twin).toMatchObject({ code: 'conflict' });
      expect(String(twin)).not.toMatch(/insert|leads|a@b/i);
    });
  });
});
