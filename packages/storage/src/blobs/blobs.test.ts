import { createHash, randomBytes } from 'node:crypto';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { type Blobs, type BlobsOptions, StorageConfigurationError, storeBlobs, sweep } from '../index.ts';
import type { Store } from '../store.ts';
import { eachEngine } from '../testing.ts';

const hourMs = 3_600_000;
const maxBytes = 10_000_000;
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const link = (store: Store<RigTables>, hash: string, owner = 'page 1', tenant = 'acme') =>
  store.write(as(tenant), async (db) => {
    await db.linkBlob(hash, owner);
    return db.changeId;
  });

async function contentOf(blobs: Blobs, hash: string, tenant = 'acme'): Promise<Buffer> {
  const { pieces } = await blobs.open(hash, as(tenant));
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

/** The files of a store's folder; folders end in a slash. */
async function filesOf({ internal }: Store<RigTables>): Promise<readonly string[]> {
  const found = await readdir(`${internal.file}-blobs`, { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const chunksOf = ({ internal }: Store<RigTables>) =>
  internal.transaction({ mode: 'read' }, ({ builder }) =>
    builder.selectDistinct({ content: internal.own.blobChunks.content }).from(internal.own.blobChunks),
  );

/** How many contents take up room, named or not. */
const kept = async (store: Store<RigTables>) =>
  (await filesOf(store)).length + (await chunksOf(store)).length;

eachEngine((engine) => {
  const places: readonly NonNullable<BlobsOptions['place']>[] =
    engine.dialect === 'sqlite' ? ['disk', 'database'] : ['database'];

  describe.each(places)('blobs kept in the place "%s"', (place) => {
    async function opened() {
      const clock = { now: Date.now() };
      const at = await engine.place();
      const store = await engine.open({ ...rig, now: () => clock.now }, at);
      return { store, blobs: storeBlobs(store, { place }), clock, at };
    }

    test.for([0, 1, 262_144, 600_001])(
      'give back %i bytes, written at once or as a stream',
      async (length) => {
        const { store, blobs } = await opened();
        const bytes = randomBytes(length);
        async function* stream() {
          for (let start = 0; start < length; start += 100_000) yield bytes.subarray(start, start + 100_000);
        }
        const facts = { hash: sha(bytes), bytes: length };
        expect(await blobs.write(bytes, { maxBytes })).toEqual(facts);
        expect(await blobs.write(stream(), { maxBytes })).toEqual(facts);
        await link(store, facts.hash);
        expect((await contentOf(blobs, facts.hash)).equals(bytes)).toBe(true);
        expect((await blobs.open(facts.hash, as('acme'))).bytes).toBe(length);
        expect(await kept(store)).toBe(length === 0 && place === 'database' ? 0 : 1);
      },
    );

    test('are opened by tenants with a link alone', async () => {
      const { store, blobs } = await opened();
      const { hash } = await blobs.write(Buffer.from('secret'), { maxBytes });
      await expect(blobs.open(hash, as('acme'))).rejects.toMatchObject({ code: 'not_found' });
      await link(store, hash);
      expect(String(await contentOf(blobs, hash))).toBe('secret');
      await expect(blobs.open(hash, as('other'))).rejects.toMatchObject({ code: 'not_found' });
      await expect(blobs.open('../../etc/passwd', as('acme'))).rejects.toMatchObject({ code: 'not_found' });
    });

    test('that are too large, or whose source breaks off, leave nothing', async () => {
      const { store, blobs } = await opened();
      await expect(blobs.write(randomBytes(500_000), { maxBytes: 499_999 })).rejects.toMatchObject({
        code: 'too_large',
      });
      async function* broken() {
        yield randomBytes(2_000_000);
        throw new Error('gone');
      }
      await expect(blobs.write(broken(), { maxBytes })).rejects.toThrow('gone');
      expect(await kept(store)).toBe(0);
    });

    test('are not written inside a transaction, which they would hold up', async () => {
      const { store, blobs } = await opened();
      const writing = store.write(as('acme'), () => blobs.write(Buffer.from('a'), { maxBytes }));
      await expect(writing).rejects.toThrow(/before the transaction/);
    });

    test('go an hour after the last need of them was seen to end, not before', async () => {
      const { store, blobs, clock } = await opened();
      const { hash } = await blobs.write(Buffer.from('a'), { maxBytes });
      await link(store, hash, 'page 1');
      await link(store, hash, 'page 2', 'other');
      const passing = async (ms: number) => {
        clock.now += ms;
        return (await sweep(store)).blobs;
      };
      expect(await passing(2 * hourMs)).toBe(0);
      await store.write(as('acme'), (db) => db.unlinkBlob(hash, 'page 1'));
      expect(await passing(2 * hourMs)).toBe(0);
      await store.write(as('other'), (db) => db.unlinkBlob(hash, 'page 2'));
      expect(await passing(2 * hourMs)).toBe(0);
      expect(await passing(hourMs - 1)).toBe(0);
      expect(await kept(store)).toBe(1);
      expect(await passing(1)).toBe(1);
      expect(await kept(store)).toBe(0);
      await expect(link(store, hash)).rejects.toMatchObject({ code: 'conflict' });
    });

    test('follow the undoing of the change that linked them', async () => {
      const { store, blobs, clock } = await opened();
      const { hash } = await blobs.write(Buffer.from('a'), { maxBytes });
      const change = await link(store, hash);
      const undone = await store.write(as('acme'), (db) => db.undo(change));
      await expect(blobs.open(hash, as('acme'))).rejects.toMatchObject({ code: 'not_found' });
      await store.write(as('acme'), (db) => db.undo(undone.change_id ?? ''));
      expect(String(await contentOf(blobs, hash))).toBe('a');
      const again = await store.write(as('acme'), async (db) => {
        await db.unlinkBlob(hash, 'page 1');
        return db.changeId;
      });
      for (let time = 0; time < 2; time += 1) {
        clock.now += 2 * hourMs;
        await sweep(store);
      }
      await expect(store.write(as('acme'), (db) => db.undo(again))).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    test('that a process began and never finished go with the sweep', async () => {
      const { store, blobs, clock } = await opened();
      const never = Promise.withResolvers<void>();
      const began = Promise.withResolvers<void>();
      async function* stuck() {
        yield randomBytes(2_000_000);
        began.resolve();
        await never.promise;
      }
      const writing = blobs.write(stuck(), { maxBytes });
      await began.promise;
      expect(await kept(store)).toBe(1);
      clock.now += 2 * hourMs;
      await sweep(store);
      expect(await kept(store)).toBe(0);
      never.resolve();
      await expect(writing).rejects.toThrow();
      expect(await kept(store)).toBe(0);
    });

    test('are never lost to two writers of one content while a third process sweeps', async () => {
      const { at } = await opened();
      const stores = await Promise.all([1, 2, 3].map(() => engine.open(rig, at)));
      const [sweeper, ...writers] = stores;
      if (sweeper === undefined) return;
      let writing = true;
      const sweeping = (async () => {
        while (writing) await sweep(sweeper, { blobGraceMs: 0 });
      })();
      await Promise.all(
        writers.map(async (store, index) => {
          const blobs = storeBlobs(store, { place });
          for (let round = 0; round < 15; round += 1) {
            const bytes = Buffer.alloc(300_000, round % 3);
            const owner = `writer ${index}`;
            const { hash } = await writtenAndLinked(store, blobs, bytes, owner);
            expect((await contentOf(blobs, hash)).equals(bytes)).toBe(true);
            await store.write(as('acme'), (db) => db.unlinkBlob(hash, owner));
          }
        }),
      );
      writing = false;
      await sweeping;
      for (let time = 0; time < 2; time += 1) await sweep(sweeper, { blobGraceMs: 0 });
      expect(await kept(sweeper)).toBe(0);
    });
  });

  if (engine.dialect === 'postgres') {
    test('a PostgreSQL store keeps none on disk', async () => {
      const store = await engine.open(rig);
      expect(() => storeBlobs(store, { place: 'disk' })).toThrow(StorageConfigurationError);
    });
    return;
  }

  test('files are for their user alone, and a damaged one is noticed by who reads it', async () => {
    const store = await engine.open(rig);
    const blobs = storeBlobs(store);
    const { hash } = await blobs.write(Buffer.from('whole'), { maxBytes });
    await link(store, hash);
    const [file = ''] = await filesOf(store);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(`${store.internal.file}-blobs`)).mode & 0o777).toBe(0o700);
    await writeFile(file, 'while');
    await expect(contentOf(blobs, hash)).rejects.toMatchObject({ code: 'internal' });
    await blobs.write(Buffer.from('whole'), { maxBytes });
    expect(String(await contentOf(blobs, hash))).toBe('whole');
  });
});

/** Writes until a link holds: with no grace, the sweep may come between the two. */
async function writtenAndLinked(store: Store<RigTables>, blobs: Blobs, bytes: Uint8Array, owner: string) {
  for (;;) {
    const facts = await blobs.write(bytes, { maxBytes });
    const found = await link(store, facts.hash, owner).catch((error: unknown) => error);
    if (typeof found === 'string') return facts;
    expect(found).toMatchObject({ code: 'conflict' });
  }
}
