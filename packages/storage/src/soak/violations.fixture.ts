import { readdir } from 'node:fs/promises';
import { as } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { storeBlobs } from '../index.ts';
import type { Store } from '../store.ts';
import { allTenants, contentFor, steps, tenantOf } from './job.fixture.ts';

/** What is wrong with a store after so many jobs: effects that are missing or twice there, contents lost or left over. */
export async function violationsOf(store: Store<RigTables>, jobs: number): Promise<readonly string[]> {
  const [rows, blobs] = [await effects(store, jobs), await contents(store)];
  return [...rows, ...blobs];
}

async function effects(store: Store<RigTables>, jobs: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const tenant of allTenants) {
    const leads = await store.read(as(tenant), (db) =>
      db.select({ id: db.tables.leads.id, name: db.tables.leads.name }).from(db.tables.leads),
    );
    const counts = new Map<string, number>();
    for (const { name } of leads) counts.set(name, (counts.get(name) ?? 0) + 1);
    const expected = leads.flatMap(({ id, name }) =>
      name.startsWith('lead ') ? [name, ...effectsOf(id)] : [],
    );
    for (let index = 0; index < jobs; index += 1) {
      const name = `lead ${index}`;
      if (tenantOf(index) === tenant && !counts.has(name)) found.push(`${name} was never asked for`);
    }
    for (const name of new Set([...expected, ...counts.keys()])) {
      const count = counts.get(name) ?? 0;
      if (count !== 1) found.push(`${tenant}: "${name}" is there ${count} times`);
    }
  }
  return [...found, ...(await unfinished(store, jobs))];
}

function effectsOf(lead: number): readonly string[] {
  return [...Array.from({ length: steps }, (_, step) => `step ${lead}/${step + 1}`), `end ${lead}`];
}

async function unfinished({ internal }: Store<RigTables>, jobs: number): Promise<readonly string[]> {
  const { own, transaction } = internal;
  const rows = await transaction({ mode: 'read' }, ({ builder }) => builder.select().from(own.jobs));
  const open = rows.flatMap(({ id, state, error }) =>
    state === 'done' ? [] : [`${id} is ${state} ${error ?? ''}`],
  );
  return rows.length === jobs ? open : [`${rows.length} jobs are there, not ${jobs}`, ...open];
}

async function contents(store: Store<RigTables>): Promise<readonly string[]> {
  const { own, transaction, file } = store.internal;
  const { linked, stored, chunks } = await transaction({ mode: 'read' }, async ({ builder }) => ({
    linked: await builder.select().from(own.blobLinks),
    stored: await builder.select({ hash: own.blobs.hash }).from(own.blobs),
    chunks: await builder.selectDistinct({ content: own.blobChunks.content }).from(own.blobChunks),
  }));
  const needed = new Set(linked.map(({ hash }) => hash)).size;
  const files = file === undefined ? 0 : await filesIn(`${file}-blobs`);
  const lost: string[] = [];
  const blobs = storeBlobs(store);
  for (const { tenant, hash, owner } of linked) {
    const whole = contentFor(Number(owner.slice('lead '.length)));
    const read = await contentOf(blobs, hash, tenant).catch(() => undefined);
    if (read?.equals(whole) !== true) lost.push(`the content of ${owner} is lost`);
  }
  return [
    ...lost,
    ...(stored.length === needed ? [] : [`${stored.length} contents are known, ${needed} are needed`]),
    ...(files + chunks.length === needed
      ? []
      : [`${files + chunks.length} contents take room, ${needed} are needed`]),
  ];
}

async function contentOf(
  blobs: ReturnType<typeof storeBlobs>,
  hash: string,
  tenant: string,
): Promise<Buffer> {
  const { pieces } = await blobs.open(hash, as(tenant));
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

async function filesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}
