import { expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import { eachEngine } from '../testing.ts';

eachEngine((engine) => {
  test('an answer names a row that was created by its own name, and no other row of the same number', async () => {
    const store = await engine.open(rig);
    const context = { ...as('acme'), signal: new AbortController().signal };
    const steps = { begun: async () => {}, ended: async () => {} };
    await store.internal.lazily(context, steps, async (effect) => {
      const { id } = await store.write(as('acme'), (db) =>
        db.insert(db.tables.leads, { name: 'Ada', tags: [] }),
      );
      const isNew = (field: string, value: unknown) => effect.isNew(field, value);
      expect(['id', 'lead_id', 'lead_ids', 'ids'].map((field) => isNew(field, id))).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(isNew('uri', `rig://leads/${id}`)).toBe(true);
      expect(['owner_id', 'company_id', 'amount', 'name'].map((field) => isNew(field, id))).toEqual([
        false,
        false,
        false,
        false,
      ]);
      expect(isNew('owner_id', String(id))).toBe(false);
      expect(isNew('lead_id', Number(id) + 1)).toBe(false);
    });
  });
});
