import { expect, test } from 'vitest';
import { userDataPath } from './data-folder.ts';

test.each([
  ['linux', {}, '/home/ada/.local/share/patchbay/crm.db'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/patchbay/crm.db'],
  ['linux', { XDG_DATA_HOME: ' ' }, '/home/ada/.local/share/patchbay/crm.db'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/home/ada/Library/Application Support/patchbay/crm.db'],
  ['win32', {}, '\\home\\ada\\AppData\\Local\\patchbay\\crm.db'],
  ['win32', { LOCALAPPDATA: 'D:\\local' }, 'D:\\local\\patchbay\\crm.db'],
] as const)('on %s with %j data lies in %s', (platform, environment, path) => {
  expect(userDataPath({ platform, environment, home: '/home/ada' }, 'crm.db')).toBe(path);
});
