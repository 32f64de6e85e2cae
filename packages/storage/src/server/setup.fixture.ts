import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@patchbay/observability';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { rig } from '../fixture/rig.fixture.ts';
import { defineStore } from './definition.ts';
import { storeConfig } from './settings.ts';

/** The settings of the server of this package's tests. */
export const rigConfig = z.object(storeConfig('rig', ['owner', 'guest']));

/** Its store. */
export const rigStore = defineStore({
  ...rig,
  gate: {
    visible: async (_db, _scope, { rows }) => rows,
    requireUndo: () => {},
    difference: () => undefined,
  },
  demo: async () => ({
    fill: (db) => db.insert(db.tables.leads, { name: 'Ada', tags: [] }),
    change: (db) => db.updateOne(db.tables.leads, 1, { name: 'Ada Lovelace' }),
  }),
});

/** What its `createDeps` would be called with: its data in a folder that goes away with the test. */
export async function rigSetup(environment: Readonly<Record<string, string>> = {}, demo = false) {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-rig-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return {
    config: rigConfig.parse(environment),
    demo,
    log: createLogger({ level: 'silent', name: 'rig', version: '0' }),
    paths: { data: join(folder, 'data'), cache: folder, temporary: folder },
    operands: ['copy.db'],
    flags: new Set<string>(),
    directory: folder,
  };
}
