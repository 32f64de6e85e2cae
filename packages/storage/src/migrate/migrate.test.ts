import { describe, expect, test } from 'vitest';
import { rig } from '../fixture/rig.fixture.ts';
import { StorageConfigurationError } from '../index.ts';
import { eachEngine } from '../testing.ts';
import type { Migrations } from './migration.ts';

const { migrations } = rig;

const plus = (...statements: string[]): Migrations => ({
  sqlite: [...migrations.sqlite, { name: '9000_more', statements }],
  postgres: [...migrations.postgres, { name: '9000_more', statements }],
});

eachEngine((engine) => {
  describe('migrations', () => {
    test('are taken by the first program that has them, once', async () => {
      const place = await engine.place();
      await engine.open(rig, place);
      const later = {
        ...rig,
        migrations: plus('CREATE TABLE more (a integer)', 'INSERT INTO more VALUES (1)'),
      };
      await engine.open(later, place);
      const store = await engine.open(later, place);
      const rows = await store.internal.transaction({ mode: 'read' }, ({ query }) =>
        query('select a from more'),
      );
      expect(rows).toEqual([[1]]);
    });

    test('are taken all or not at all', async () => {
      const place = await engine.place();
      await engine.open(rig, place);
      const broken = {
        ...rig,
        migrations: plus('CREATE TABLE more (a integer)', 'CREATE TABLE more (a integer)'),
      };
      await expect(engine.open(broken, place)).rejects.toThrow(/more/);
      await engine.open({ ...rig, migrations: plus('CREATE TABLE more (a integer)') }, place);
    });

    test('of a newer program make an older one refuse, with what to do', async () => {
      const place = await engine.place();
      await engine.open({ ...rig, migrations: plus('CREATE TABLE more (a integer)') }, place);
      const older = engine.open(rig, place);
      await expect(older).rejects.toThrow(StorageConfigurationError);
      await expect(older).rejects.toThrow(/newer than this program.*9000_more/);
    });

    test('that were edited after they were taken are refused', async () => {
      const place = await engine.place();
      await engine.open({ ...rig, migrations: plus('CREATE TABLE more (a integer)') }, place);
      const edited = engine.open({ ...rig, migrations: plus('CREATE TABLE more (b integer)') }, place);
      await expect(edited).rejects.toThrow(/must not be edited/);
    });
  });

  if (engine.dialect === 'sqlite') {
    test('a migration that rebuilds a table keeps the rows that refer to it', async () => {
      const place = await engine.place();
      const store = await engine.open(rig, place);
      await store.write({ caller: { tenant: 'acme', id: 'ann' } }, async (db) => {
        const lead = await db.insert(db.tables.leads, { name: 'x', tags: [] });
        await db.insert(db.tables.notes, { id: 'n', lead_id: lead.id, body: '' });
      });
      const rebuild = plus(
        'CREATE TABLE __new_leads AS SELECT * FROM leads',
        'DROP TABLE leads',
        'CREATE TABLE leads (id integer primary key, tenant text not null, name text not null)',
        'INSERT INTO leads SELECT id, tenant, name FROM __new_leads',
        'DROP TABLE __new_leads',
      );
      const later = await engine.open({ ...rig, migrations: rebuild }, place);
      const count = (of: typeof store) =>
        of.internal.transaction({ mode: 'read' }, ({ query }) => query('select count(*) from notes'));
      expect(await count(later)).toEqual([[1]]);
      const dangling = {
        ...rig,
        migrations: {
          ...rebuild,
          sqlite: [...rebuild.sqlite, { name: '9001_x', statements: ['DELETE FROM leads'] }],
        },
      };
      await expect(engine.open(dangling, place)).rejects.toThrow(/refer to nothing/);
    });
  }
});
