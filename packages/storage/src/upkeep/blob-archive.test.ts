import { randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { backupStore, restoreStore, StorageConfigurationError, storeBlobs, sweep } from '../index.ts';
import { openDatabase } from '../sqlite/driver.ts';
import type { Store } from '../store.ts';
import { eachEngine } from '../testing.ts';

const { server, migrations } = rig;

/** Writes a blob of its own and the lead that is named after it, linked in one write. */
async function addLead(store: Store<RigTables>, bytes: Uint8Array = randomBytes(400_000)): Promise<string> {
  const { hash } = await storeBlobs(store).write(bytes, { maxBytes: 1_000_000 });
  await store.write(as('acme'), async (db) => {
    const lead = await db.insert(db.tables.leads, { name: hash, tags: [] });
    await db.linkBlob(hash, `lead ${lead.id}`);
  });
  return hash;
}

/** Reads the blob of each lead to its end, which checks it. */
async function wholeLeads(store: Store<RigTables>): Promise<readonly string[]> {
  const leads = await store.read(as('acme'), (db) => db.select().from(db.tables.leads));
  const blobs = storeBlobs(store);
  for (const { name } of leads) {
    const { pieces } = await blobs.open(name, as('acme'));
    for await (const piece of pieces) expect(piece.byteLength).toBeGreaterThan(0);
  }
  return leads.map(({ name }) => name).toSorted();
}

const fileOf = ({ file }: { readonly file: string }, hash: string) =>
  join(`${file}-blobs`, hash.slice(0, 2), hash.slice(2));

eachEngine((engine) => {
  describe('a backup of a store with blobs', () => {
    test('taken while others write and sweep is one file that has all that its rows need', async () => {
      const [place, elsewhere] = [await engine.place(), await engine.place()];
      const stores = [await engine.open(rig, place), await engine.open(rig, place)] as const;
      const kept = await addLead(stores[0]);
      let writing = true;
      const writers = stores.map(async (store) => {
        while (writing) {
          await addLead(store);
          await sweep(store);
        }
      });
      const target = `${place.file}.backup`;
      await backupStore(stores[0], target);
      writing = false;
      await Promise.all(writers);
      await rm(`${place.file}-blobs`, { recursive: true });
      await restoreStore({ backup: target, file: elsewhere.file, server, migrations });
      const restored = await engine.open(rig, elsewhere);
      expect(await wholeLeads(restored)).toContain(kept);
      const { own, transaction } = restored.internal;
      const chunks = await transaction({ mode: 'read' }, ({ builder }) =>
        builder.select().from(own.blobChunks),
      );
      expect(chunks).toEqual([]);
    });

    test('brings back what was removed since', async () => {
      let now = Date.now();
      const place = await engine.place();
      const store = await engine.open({ ...rig, now: () => now }, place);
      const hash = await addLead(store);
      const target = `${place.file}.backup`;
      await backupStore(store, target);
      await store.write(as('acme'), (db) => db.unlinkBlob(hash, 'lead 1'));
      for (let time = 0; time < 2; time += 1) {
        now += 7_200_000;
        await sweep(store);
      }
      await expect(wholeLeads(store)).rejects.toMatchObject({ code: 'not_found' });
      await restoreStore({ backup: target, file: place.file, server, migrations });
      expect(await wholeLeads(store)).toEqual([hash]);
    });

    test('keeps blobs of the database in the database', async () => {
      const [place, elsewhere] = [await engine.place(), await engine.place()];
      const store = await engine.open(rig, place);
      const { hash } = await storeBlobs(store, { place: 'database' }).write(randomBytes(400_000), {
        maxBytes: 1_000_000,
      });
      await store.write(as('acme'), async (db) => {
        await db.insert(db.tables.leads, { name: hash, tags: [] });
        await db.linkBlob(hash, 'lead 1');
      });
      const target = `${place.file}.backup`;
      await backupStore(store, target);
      await restoreStore({ backup: target, file: elsewhere.file, server, migrations });
      expect(await wholeLeads(await engine.open(rig, elsewhere))).toEqual([hash]);
      expect(await readdir(dirname(elsewhere.file))).not.toContain('store.db-blobs');
    });

    test('is not made of a damaged blob, nor restored with one, and says which', async () => {
      const place = await engine.place();
      const store = await engine.open(rig, place);
      const hash = await addLead(store);
      const target = `${place.file}.backup`;
      await backupStore(store, target);
      const raw = openDatabase(target);
      raw.exec("UPDATE patchbay_blob_chunks SET data = x'00' WHERE position = 0");
      raw.close();
      await addLead(store);
      const restoring = restoreStore({ backup: target, file: place.file, server, migrations });
      await expect(restoring).rejects.toThrow(StorageConfigurationError);
      await expect(restoring).rejects.toThrow(hash);
      expect(await wholeLeads(store)).toHaveLength(2);
      await writeFile(fileOf(place, hash), 'other');
      await expect(backupStore(store, `${target}.2`)).rejects.toThrow(hash);
    });
  });
}, 'sqlite');
