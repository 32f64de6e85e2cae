import { count } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { start } from './fixture/children.fixture.ts';
import { as, rig } from './fixture/rig.fixture.ts';
import { serverOver } from './fixture/server.fixture.ts';
import { migrations } from './own/migrations.gen.ts';
import { eachEngine } from './testing.ts';

eachEngine((engine) => {
  describe('several processes on one store', () => {
    test('four that start at once on nothing all find the schema in place', async () => {
      const place = await engine.place();
      const children = Array.from({ length: 4 }, () => start(place, 'open'));
      await Promise.all(children.map(({ ended }) => ended));
      expect(children.map(({ lines, process }) => [lines, process.exitCode])).toEqual(
        Array(4).fill([['open'], 0]),
      );
      const store = await engine.open(rig, place);
      const rows = await store.internal.transaction({ mode: 'read' }, ({ query }) =>
        query('select scope, name from patchbay_migrations order by scope desc, name'),
      );
      expect(rows).toEqual([
        ...migrations[engine.dialect].map(({ name }) => ['storage', name]),
        ['rig', '0000_start'],
        ['rig', '0001_roles'],
      ]);
    });

    test('lose no update between them', async () => {
      const place = await engine.place();
      const store = await engine.open(rig, place);
      const { id } = await store.write(as('acme'), (db) =>
        db.insert(db.tables.leads, { name: 'x', tags: [] }),
      );
      const children = [start(place, 'scores', '40'), start(place, 'scores', '40')];
      await Promise.all(children.map(({ ended }) => ended));
      const lead = await store.read(as('acme'), (db) => db.get(db.tables.leads, id));
      expect(lead).toMatchObject({ score: 80, version: 81 });
    });

    test('a kill between effect and commit leaves nothing, and the repeated call has its effect once', async () => {
      const place = await engine.place();
      const child = start(place, 'midway');
      await child.line('effect');
      child.process.kill('SIGKILL');
      await child.ended;
      const store = await engine.open(rig, place);
      const call = serverOver(store);
      for (let time = 0; time < 2; time += 1) await call({ name: 'midway', idempotency_key: 'midway' });
      const leads = await store.read(as('acme'), (db) => db.select({ n: count() }).from(db.tables.leads));
      expect(leads).toEqual([{ n: 1 }]);
    });

    test.for([1, 17])(
      'a kill after %i answers keeps what was answered, and repeating all calls completes each once',
      async (answers) => {
        const place = await engine.place();
        const child = start(place, 'writes', '60');
        await child.line(answers);
        child.process.kill('SIGKILL');
        await child.ended;
        const store = await engine.open(rig, place);
        const call = serverOver(store);
        for (let index = 0; index < 60; index += 1) {
          const answer = await call({ name: `lead ${index}`, idempotency_key: `k${index}` });
          const replay = Reflect.get(Object(answer['structuredContent']), 'idempotent_replay') === true;
          if (child.lines.includes(`k${index}`)) expect(replay).toBe(true);
        }
        const { leads, messages } = await store.read(as('acme'), async (db) => ({
          leads: await db.select({ name: db.tables.leads.name }).from(db.tables.leads),
          messages: await store.internal.transaction({ mode: 'read' }, ({ builder }) =>
            builder.select().from(store.internal.own.outbox),
          ),
        }));
        expect(new Set(leads.map(({ name }) => name)).size).toBe(60);
        expect(leads).toHaveLength(60);
        expect(messages).toHaveLength(60);
      },
    );
  });
});
