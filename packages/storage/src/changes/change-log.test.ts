import { definePolicy } from '@patchbay/access';
import { ToolError } from '@patchbay/core';
import { expect, test } from 'vitest';
import { rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import type { CallScope } from '../server/call-scope.ts';
import { storeKernel } from '../server/kernel.ts';
import { eachEngine, type TestEngine } from '../testing.ts';
import { changeLog } from './change-log.ts';
import { policyGate } from './policy-gate.ts';

const policy = definePolicy({
  objects: { leads: { fields: ['id', 'name', 'email', 'score'], owner: 'email' } },
  roles: {
    owner: { objects: { leads: { rows: 'all', write: ['create', 'update', 'delete'] } } },
    writer: {
      objects: { leads: { rows: 'own', write: ['create', 'update'], fields: { score: 'hidden' } } },
    },
    reader: { objects: { leads: { rows: 'all', fields: { email: { mask: 'email' } } } } },
  },
});

const gate = policyGate<RigTables, 'leads'>({
  policy,
  objects: { leads: 'leads', notes: 'leads', links: 'leads' },
  following: ['links'],
});

const as = (role: string, id = `${role}@rig.example`): CallScope => ({
  caller: { id, tenant: 'acme', role, scopes: new Set() },
  signal: new AbortController().signal,
});

async function opened(engine: TestEngine) {
  const store = await engine.open(rig);
  return {
    store,
    changes: changeLog(
      storeKernel(store, () => new Date()),
      gate,
    ),
  };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof ToolError ? error.code : String(error)),
  );

eachEngine((engine) => {
  test('shows what the caller sees of a change, and takes back what it could have done', async () => {
    const { store, changes } = await opened(engine);
    const add = (email: string) =>
      store.write(as('owner'), async (db) => {
        const { id } = await db.insert(db.tables.leads, { name: 'Ada', email, score: 3, tags: [] });
        await db.insert(db.tables.notes, { id: `n${id}`, lead_id: id, body: 'x' });
        return db.changeId;
      });
    const mine = await add('writer@rig.example');
    const [difference] = (await changes.get(mine, as('writer'))).records;
    expect(difference).toMatchObject({ object_type: 'leads', action: 'created' });
    expect(difference?.fields).toEqual({
      id: { before: null, after: expect.any(Number) },
      name: { before: null, after: 'Ada' },
      email: { before: null, after: 'writer@rig.example' },
    });
    expect((await changes.get(mine, as('reader'))).records[0]?.fields['email']?.after).toBe(
      'w***@rig.example',
    );
    expect(await codeOf(changes.get(mine, as('writer', 'other@rig.example')))).toBe('not_found');
    expect(await codeOf(changes.undo(mine, as('reader')))).toBe('permission_denied');
    // another one's creation is taken back by deleting
    expect(await codeOf(changes.undo(mine, as('writer')))).toBe('permission_denied');
    expect(await changes.undo(mine, { ...as('owner'), dryRun: true })).toMatchObject({ undone: false });
    expect(await changes.undo(mine, as('owner'))).toEqual({ undone: true, reverted: 2, conflicts: [] });
  });

  test('a change of which a part is hidden is not taken back, nor one shown that only follows', async () => {
    const { store, changes } = await opened(engine);
    const both = await store.write(as('owner'), async (db) => {
      for (const email of ['writer@rig.example', 'owner@rig.example'])
        await db.insert(db.tables.leads, { name: 'Ada', email, tags: [] });
      return db.changeId;
    });
    expect((await changes.get(both, as('writer'))).records).toHaveLength(1);
    expect(await codeOf(changes.undo(both, as('writer')))).toBe('permission_denied');
    const following = await store.write(as('owner'), async (db) => {
      await db.insert(db.tables.links, { lead_id: 1, kind: 'k', weight: 1 });
      return db.changeId;
    });
    expect(await codeOf(changes.get(following, as('owner')))).toBe('not_found');
  });

  test('the id of a job cancels it, for its owner', async () => {
    const { store, changes } = await opened(engine);
    const job = await store.write(as('writer'), (db) => db.startJob('count', {}));
    const id = job.job_id ?? '';
    expect(await codeOf(changes.undo(id, as('reader')))).toBe('not_found');
    expect(await changes.undo(id, as('writer'))).toEqual({ undone: true, reverted: 0, conflicts: [] });
    expect(await store.read(as('writer'), (db) => db.getJob(id))).toMatchObject({ state: 'cancelled' });
  });
});
