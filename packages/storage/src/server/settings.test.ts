import { expect, test } from 'vitest';
import { z } from 'zod';
import { storeCaller, storeConfig, storeSettings } from './settings.ts';
import { rigConfig } from './setup.fixture.ts';

test('the settings begin with the name of the server, and the first role is a local user’s', () => {
  expect(Object.keys(rigConfig.shape)).toEqual([
    'DATABASE_URL',
    'RIG_DATABASE_FILE',
    'RIG_TENANT',
    'RIG_USER',
    'RIG_ROLE',
    'RIG_CURSOR_KEY',
  ]);
  const config: { readonly RIG_ROLE: 'owner' | 'guest'; readonly RIG_TENANT: string } = rigConfig.parse({});
  expect(storeCaller('rig')(config)).toEqual({ id: 'local', tenant: 'default', role: 'owner' });
});

test('a team counts where the server has a setting for it', () => {
  const config = rigConfig.extend({ RIG_TEAM: z.string() }).parse({ RIG_TEAM: 'north', RIG_ROLE: 'guest' });
  expect(storeCaller('rig')(config)).toMatchObject({ role: 'guest', team: 'north' });
});

test('the place of the data is read without the prefix', () => {
  const environment = { DATABASE_URL: 'postgres://db.example/all', RIG_CURSOR_KEY: 'k'.repeat(32) };
  expect(storeSettings('rig', rigConfig.parse(environment))).toMatchObject({
    url: 'postgres://db.example/all',
    cursorKey: 'k'.repeat(32),
  });
  expect(rigConfig.safeParse({ DATABASE_URL: 'mysql://x' }).success).toBe(false);
});

test('a server without roles is refused', () => {
  expect(() => storeConfig('rig', [])).toThrow('no roles');
});
