import { expect, test } from 'vitest';
import { computed } from '../declare/computed.ts';
import { as } from '../fixture/rig.fixture.ts';
import { declareTables, eq, type OpenOptions, tenantColumn } from '../index.ts';
import type { AnyRow } from '../tables.ts';
import { eachEngine } from '../testing.ts';

/** A store whose table keeps how long its names are, counted by one version of a rule or another. */
function shelf(version: number, lengthOf: (name: string) => number) {
  const tables = declareTables((k) => ({
    books: computed(
      k.table(
        'books',
        {
          ...tenantColumn(k),
          id: k.text('id').notNull(),
          name: k.text('name').notNull(),
          shelf: k.text('shelf'),
          facts: k.json<{ readonly z: number; readonly aa: string }>('facts'),
        },
        (t) => [k.primaryKey({ columns: [t.tenant, t.id] })],
      ),
      {
        version,
        columns: ['facts'],
        from: ['name'],
        compute: ({ name }: AnyRow) => ({ facts: { z: lengthOf(String(name)), aa: String(name) } }),
      },
    ),
  }));
  const steps = (json: string) => [
    {
      name: '0000_shelf',
      statements: [
        `CREATE TABLE books (tenant text NOT NULL, id text NOT NULL, name text NOT NULL, shelf text, facts ${json}, PRIMARY KEY (tenant, id))`,
        `INSERT INTO books (tenant, id, name) VALUES ('acme', 'old', 'Emma'), ('other', 'old', 'Dune')`,
      ],
    },
  ];
  return {
    server: 'shelf',
    tables,
    migrations: { sqlite: steps('text'), postgres: steps('jsonb') },
  } satisfies Partial<OpenOptions<(typeof tables)['sqlite']>>;
}

const counted = shelf(1, (name) => name.length);

eachEngine((engine) => {
  const opened = async (parts: typeof counted, place = engine.place()) => {
    const store = await engine.open(parts, await place);
    return {
      store,
      facts: (tenant: string, id: string) =>
        store.read(as(tenant), async (db) => (await db.get(db.tables.books, id))?.facts),
    };
  };

  test('computed columns follow every write and every undoing of one', async () => {
    const { store, facts } = await opened(counted);
    const inserted = await store.write(as('acme'), async (db) => {
      const row = await db.insert(db.tables.books, { id: 'a', name: 'Ulysses' });
      expect(row.facts).toEqual({ z: 7, aa: 'Ulysses' });
      return db.changeId;
    });
    const renamed = await store.write(as('acme'), async (db) => {
      const [row] = await db.update(db.tables.books, { name: 'Kim' }, eq(db.tables.books.id, 'a'));
      expect(row?.facts).toEqual({ z: 3, aa: 'Kim' });
      return db.changeId;
    });
    expect(await facts('acme', 'a')).toEqual({ z: 3, aa: 'Kim' });
    const [change] = await store.read(as('acme'), (db) => db.history(db.tables.books, 'a'));
    expect(change?.rows[0]?.after).toEqual({ tenant: 'acme', id: 'a', name: 'Kim', shelf: null });
    await store.write(as('acme'), (db) => db.undo(renamed));
    expect(await facts('acme', 'a')).toEqual({ z: 7, aa: 'Ulysses' });
    const removed = await store.write(as('acme'), async (db) => {
      await db.delete(db.tables.books, eq(db.tables.books.id, 'a'));
      return db.changeId;
    });
    await store.write(as('acme'), (db) => db.undo(removed));
    expect(await facts('acme', 'a')).toEqual({ z: 7, aa: 'Ulysses' });
    await store.write(as('acme'), async (db) =>
      db.upsert(db.tables.books, [{ id: 'a', name: 'Wolf' }], {
        target: ['id'],
        update: (_, { name }) => ({ name }),
      }),
    );
    expect(await facts('acme', 'a')).toEqual({ z: 4, aa: 'Wolf' });
    expect(inserted).not.toBe(renamed);
  });

  test('rows that were there before are computed when the store is opened, and again by a newer rule', async () => {
    const place = engine.place();
    const first = await opened(counted, place);
    expect([await first.facts('acme', 'old'), await first.facts('other', 'old')]).toEqual([
      { z: 4, aa: 'Emma' },
      { z: 4, aa: 'Dune' },
    ]);
    await first.store.write(as('acme'), (db) =>
      db.insertMany(
        db.tables.books,
        Array.from({ length: 1_001 }, (_, index) => ({ id: `b${index}`, name: `Volume ${index}` })),
      ),
    );
    const second = await opened(
      shelf(2, (name) => -name.length),
      place,
    );
    for (const id of ['old', 'b0', 'b500', 'b999', 'b1000'])
      expect((await second.facts('acme', id))?.z).toBeLessThan(0);
    expect(await second.facts('other', 'old')).toEqual({ z: -4, aa: 'Dune' });
  });
});
