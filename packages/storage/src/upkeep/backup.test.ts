import { spawnSync } from 'node:child_process';
import {
  copyFile,
  link as hardlink,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { backupStore, count, restoreStore, StorageConfigurationError } from '../index.ts';
import { openDatabase } from '../sqlite/driver.ts';
import type { Store } from '../store.ts';
import { eachEngine } from '../testing.ts';

const { server, migrations } = rig;

const directory = await mkdtemp(join(tmpdir(), 'patchbay-backup-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

let files = 0;
const newFile = () => {
  files += 1;
  return join(directory, `file-${files}.db`);
};

/** Adds a lead and its note in one write, so that a consistent copy has as many of either. */
const addPair = (store: Store<RigTables>) =>
  store.write(as('acme'), async (db) => {
    const lead = await db.insert(db.tables.leads, { name: 'x'.repeat(500), tags: [] });
    await db.insert(db.tables.notes, { id: `n${lead.id}`, lead_id: lead.id, body: 'y'.repeat(500) });
  });

const counts = (store: Store<RigTables>) =>
  store.read(as('acme'), async (db) => ({
    leads: (await db.select({ n: count() }).from(db.tables.leads))[0]?.n,
    notes: (await db.select({ n: count() }).from(db.tables.notes))[0]?.n,
  }));

eachEngine((engine) => {
  if (engine.dialect === 'postgres') {
    test('a backup of PostgreSQL says which commands make one', async () => {
      const store = await engine.open(rig);
      await expect(backupStore(store, newFile())).rejects.toThrow(/pg_dump .*pg_restore/s);
    });
    return;
  }

  describe('a backup', () => {
    test('taken while two stores write has a state of one moment, in one file', async () => {
      const place = await engine.place();
      const stores = [await engine.open(rig, place), await engine.open(rig, place)] as const;
      for (let index = 0; index < 20; index += 1) await addPair(stores[0]);
      let writing = true;
      const writers = stores.map(async (store) => {
        while (writing) await addPair(store);
      });
      const target = newFile();
      const report = await backupStore(stores[0], target);
      writing = false;
      await Promise.all(writers);
      expect(report.bytes).toBeGreaterThan(20_000);
      expect(
        (await readdir(directory)).filter((name) => target.endsWith(name) || name.includes('partial')),
      ).toHaveLength(1);
      const copy = await engine.open(rig, { file: target });
      const found = await counts(copy);
      expect(found.leads).toBe(found.notes);
      expect(found.leads).toBeGreaterThanOrEqual(20);
      expect(found.leads).toBeLessThanOrEqual((await counts(stores[0])).leads ?? 0);
    });

    test('restored over a store in use takes it back, and its other users go on with the restored rows', async () => {
      const place = await engine.place();
      const [store, other] = [await engine.open(rig, place), await engine.open(rig, place)];
      await addPair(store);
      const target = newFile();
      await backupStore(store, target);
      for (let index = 0; index < 30; index += 1) await addPair(other);
      expect(await counts(store)).toEqual({ leads: 31, notes: 31 });
      await restoreStore({ backup: target, file: place.file, server, migrations });
      expect(await counts(store)).toEqual({ leads: 1, notes: 1 });
      await addPair(other);
      expect(await counts(store)).toEqual({ leads: 2, notes: 2 });
    });

    test('restored where nothing is makes the store', async () => {
      const store = await engine.open(rig);
      await addPair(store);
      const [target, file] = [newFile(), newFile()];
      await backupStore(store, target);
      await restoreStore({ backup: target, file, server, migrations });
      expect(await counts(await engine.open(rig, { file }))).toEqual({ leads: 1, notes: 1 });
    });

    test('is not restored while a write holds the store', async () => {
      const place = await engine.place();
      const store = await engine.open(rig, place);
      const target = newFile();
      await backupStore(store, target);
      const gate = Promise.withResolvers<void>();
      const writing = store.write(as('acme'), async (db) => {
        await db.insert(db.tables.leads, { name: 'x', tags: [] });
        await gate.promise;
      });
      const restoring = restoreStore({ backup: target, file: place.file, server, migrations, waitMs: 50 });
      await expect(restoring).rejects.toThrow(StorageConfigurationError);
      gate.resolve();
      await writing;
      expect((await counts(store)).leads).toBe(1);
    });

    test('is refused when it is newer, damaged, or no store, and the store stays as it was', async () => {
      const place = await engine.place();
      const store = await engine.open(rig, place);
      for (let index = 0; index < 20; index += 1) await addPair(store);
      const target = newFile();
      await backupStore(store, target);
      const [newer, short, text, foreign] = [newFile(), newFile(), newFile(), newFile()];
      await copyFile(target, newer);
      const raw = openDatabase(newer);
      raw.exec("insert into patchbay_migrations values ('rig', '9999_later', 'x', 'now')");
      raw.close();
      await copyFile(target, short);
      await truncate(short, 30_000);
      await writeFile(text, 'not a database, but long enough to be looked at as if it were one'.repeat(20));
      const other = openDatabase(foreign);
      other.exec('create table t (a)');
      other.close();
      for (const backup of [newer, short, text, foreign]) {
        await expect(restoreStore({ backup, file: place.file, server, migrations })).rejects.toThrow(
          StorageConfigurationError,
        );
      }
      expect((await counts(store)).leads).toBe(20);
    });

    test('is refused onto the store itself by any name of its files, and the store stays as it was', async () => {
      const place = await engine.place();
      const store = await engine.open(rig, place);
      await addPair(store);
      const [link, hardLink, folderLink] = [newFile(), newFile(), newFile()];
      await symlink(place.file, link);
      await hardlink(place.file, hardLink);
      await symlink(dirname(place.file), folderLink);
      const ownNames = ['', '-wal', '-shm', '-journal'].map((part) => `${place.file}${part}`);
      const detour = join(dirname(place.file), '..', basename(dirname(place.file)), basename(place.file));
      const throughFolder = join(folderLink, basename(place.file));
      for (const target of [...ownNames, link, hardLink, detour, throughFolder]) {
        await expect(backupStore(store, target, { overwrite: true }), target).rejects.toThrow('itself');
      }
      await addPair(store);
      expect(await counts(store)).toEqual({ leads: 2, notes: 2 });
      await expect(restoreStore({ backup: link, file: place.file, server, migrations })).rejects.toThrow(
        'itself',
      );
      expect(await counts(await engine.open(rig, place))).toEqual({ leads: 2, notes: 2 });
    });

    test('does not replace a file unless it is told to, and makes no folder', async () => {
      const store = await engine.open(rig);
      await addPair(store);
      const target = newFile();
      await writeFile(target, 'kept');
      await expect(backupStore(store, target)).rejects.toThrow('--force');
      expect(await readFile(target, 'utf8')).toBe('kept');
      await backupStore(store, target, { overwrite: true });
      expect(await counts(await engine.open(rig, { file: target }))).toEqual({ leads: 1, notes: 1 });
      await expect(backupStore(store, join(directory, 'nowhere', 'copy.db'))).rejects.toThrow('no folder');
      await expect(backupStore(store, directory, { overwrite: true })).rejects.toThrow('no file');
    });

    test('can be read by its owner alone', async ({ skip }) => {
      if (process.platform === 'win32') skip('Windows keeps no modes of files');
      const store = await engine.open(rig);
      const target = newFile();
      await backupStore(store, target);
      expect((await stat(target)).mode & 0o777).toBe(0o600);
    });

    test('removes what a killed backup of the same target left, and not what one under way writes', async () => {
      const store = await engine.open(rig);
      const target = newFile();
      const gone = spawnSync(process.execPath, ['-e', '']).pid;
      const [abandoned, underWay] = [`${target}.${gone}.partial`, `${target}.${process.ppid}.partial`];
      for (const file of [abandoned, underWay]) await writeFile(file, 'x');
      await backupStore(store, target);
      const left = await readdir(directory);
      expect(left).not.toContain(basename(abandoned));
      expect(left).toContain(basename(underWay));
      await rm(underWay);
    });
  });
});
