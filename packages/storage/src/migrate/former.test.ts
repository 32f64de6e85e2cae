import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { start } from '../fixture/children.fixture.ts';
import { as, desk, rig } from '../fixture/rig.fixture.ts';
import { serverOver } from '../fixture/server.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { count, StorageConfigurationError } from '../index.ts';
import type { Store } from '../store.ts';
import { besideStores, eachEngine, type Place, type TestEngine } from '../testing.ts';
import { appliedSteps } from './migration.ts';
import { pendingSteps } from './plan.ts';

const now = Date.parse('2026-07-15T13:00:00Z');
const formerFile = (name: string) => readFile(new URL(`../fixture/former/${name}`, import.meta.url));

/** A store as programs made it before servers had schemas of their own: one in `public` on PostgreSQL. */
async function former(engine: TestEngine): Promise<{ place: Place; content: Buffer }> {
  const place = await engine.database();
  const { url } = place;
  const content = url === undefined ? gunzipSync(await formerFile('rig.db.gz')) : await formerFile('rig.sql');
  if (url === undefined) await writeFile(place.file, content);
  else await runSql(url, content.toString());
  return { place, content };
}

const leadIds = async (store: Store<RigTables>) => {
  const rows = await store.internal.transaction({ mode: 'read' }, ({ query }) =>
    query('SELECT id FROM leads ORDER BY id'),
  );
  return rows.flat();
};

const runSql = (url: string, script: string) => besideStores(url, (run) => run(script));

/** Does something while another connection reads a table, so that nobody can change or move it. */
const whileRead = <T>(url: string, table: string, work: () => Promise<T>) =>
  besideStores(url, async (run) => {
    await run(`BEGIN; LOCK TABLE ${table} IN ACCESS SHARE MODE`);
    return work();
  });

const tablesIn = async ({ url = '' }: Place, schema: string) =>
  (await runSql(url, `SELECT tablename FROM pg_tables WHERE schemaname = '${schema}' ORDER BY 1`)).flat();

eachEngine((engine) => {
  describe('a store of before', () => {
    test('keeps its rows, its secret, its answers by key, and what can be undone', async () => {
      const { place, content } = await former(engine);
      const store = await engine.open({ ...rig, now: () => now }, place);
      const call = serverOver(store);
      const answer = await call({ name: 'Ada', idempotency_key: 'ada' });
      expect(answer['structuredContent']).toMatchObject({ lead_id: 1, idempotent_replay: true });
      const note = await store.read(as('other'), (db) => db.get(db.tables.notes, 'note-other'));
      expect(note).toMatchObject({ lead_id: 3, raw: Buffer.from([0, 255]) });
      const [change] = await store.read(as('acme'), (db) => db.history(db.tables.leads, 2));
      await store.write(as('acme'), (db) => db.undo(change?.change_id ?? ''));
      expect(await leadIds(store)).toEqual([1, 3]);
      const kept = await store.internal.transaction({ mode: 'read' }, ({ builder }) =>
        builder.select().from(store.internal.own.settings),
      );
      expect(kept).toHaveLength(1);
      expect(content.includes(kept[0]?.value ?? '?')).toBe(true);
      const added = await store.write(as('acme'), (db) =>
        db.insert(db.tables.leads, { name: 'x', tags: [] }),
      );
      expect(added.id).toBe(4);
    });

    test('is brought up to date once by any number of processes that start at once', async () => {
      const { place } = await former(engine);
      const children = Array.from({ length: 3 }, () => start(place, 'open'));
      await Promise.all(children.map(({ ended }) => ended));
      expect(children.map(({ lines, process }) => [lines, process.exitCode])).toEqual(
        Array(3).fill([['open'], 0]),
      );
      expect(await leadIds(await engine.open(rig, place))).toEqual([1, 2, 3]);
    });
  });

  test('the store of one server is refused to another', async () => {
    const place = await engine.place();
    await engine.open(rig, place);
    await expect(engine.open(desk, place)).rejects.toThrow(/server "rig".*of its own/);
  });
});

eachEngine((engine) => {
  const url = ({ url: at = '' }: Place) => at;

  describe('a store of before in public', () => {
    test('stands in the schema of its server afterwards, and a program of before is told', async () => {
      const { place } = await former(engine);
      await engine.open(rig, place);
      expect(await tablesIn(place, 'public')).toEqual(['patchbay_migrations']);
      expect(await tablesIn(place, 'rig')).toEqual(
        expect.arrayContaining(['leads', 'links', 'notes', 'patchbay_migrations', 'patchbay_settings']),
      );
      const left = await runSql(url(place), 'SELECT scope, name, hash FROM public.patchbay_migrations');
      const asBefore = [
        { scope: 'storage', migrations: [] },
        { scope: 'server', migrations: rig.migrations.postgres },
      ];
      expect(() => pendingSteps(asBefore, appliedSteps(left, 'server'))).toThrow(/newer than this program/);
    });

    test('is whole after a kill in the middle of the move', async () => {
      const { place } = await former(engine);
      const before = await tablesIn(place, 'public');
      const child = await whileRead(url(place), 'public.links', async () => {
        const moving = start(place, 'open');
        await expect.poll(() => runSql(url(place), waiting), { timeout: 60_000 }).toEqual([['public.links']]);
        moving.process.kill('SIGKILL');
        await moving.ended;
        return moving;
      });
      expect(child.lines).toEqual([]);
      await expect.poll(() => tablesIn(place, 'public'), { timeout: 60_000 }).toEqual(before);
      expect(await leadIds(await engine.open(rig, place))).toEqual([1, 2, 3]);
    });

    test('is refused beside one in the schema, since either could be the wanted one', async () => {
      const { place } = await former(engine);
      await engine.open(rig, place);
      await runSql(url(place), 'DROP TABLE public.patchbay_migrations');
      await runSql(url(place), (await formerFile('rig.sql')).toString());
      await expect(engine.open(rig, place)).rejects.toThrow(/public.*rig/);
    });

    test('of another server is left where it is', async () => {
      const { place } = await former(engine);
      const store = await engine.open(desk, place);
      await store.write(as('acme'), (db) => db.insert(db.tables.leads, { lamp: 'on' }));
      expect(await tablesIn(place, 'public')).toContain('leads');
      expect(await leadIds(await engine.open(rig, place))).toEqual([1, 2, 3]);
    });
  });

  test('two servers whose processes start at once share a database', async () => {
    const place = await engine.database();
    const children = ['open', 'desk', 'open', 'desk'].map((mode) => start(place, mode));
    await Promise.all(children.map(({ ended }) => ended));
    expect(children.map(({ lines, process }) => [lines, process.exitCode])).toEqual(
      Array(4).fill([['open'], 0]),
    );
    const [first, second] = [await engine.open(rig, place), await engine.open(desk, place)];
    await first.write(as('acme'), (db) => db.insert(db.tables.leads, { name: 'Ada', tags: [] }));
    await second.write(as('acme'), (db) => db.insert(db.tables.leads, { lamp: 'on' }));
    const lamps = await second.read(as('acme'), (db) => db.select({ n: count() }).from(db.tables.leads));
    expect(lamps).toEqual([{ n: 1 }]);
  });

  test('a user who may not create the schema is told what an administrator can do', async () => {
    const place = await engine.database();
    const role = `patchbay_${new URL(url(place)).pathname.slice(-12)}`;
    await runSql(url(place), `CREATE ROLE ${role} LOGIN`);
    const limited = new URL(url(place));
    limited.username = role;
    const opened = engine.open(rig, { file: '', url: limited.href });
    await expect(opened).rejects.toThrow(StorageConfigurationError);
    await expect(opened).rejects.toThrow(/CREATE SCHEMA "rig" AUTHORIZATION/);
    await runSql(url(place), `DROP ROLE ${role}`);
  });
}, 'postgres');

const waiting = `SELECT 'public.' || c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
  WHERE NOT l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
