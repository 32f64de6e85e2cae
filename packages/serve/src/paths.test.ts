import { expect, test } from 'vitest';
import { pathsOf } from './paths.ts';

test.each([
  ['linux', {}, '/home/ada/.local/share/patchbay', '/home/ada/.cache/patchbay'],
  ['linux', { XDG_DATA_HOME: '/data', XDG_CACHE_HOME: '/cache' }, '/data/patchbay', '/cache/patchbay'],
  ['linux', { XDG_DATA_HOME: ' ' }, '/home/ada/.local/share/patchbay', '/home/ada/.cache/patchbay'],
  [
    'darwin',
    { XDG_DATA_HOME: '/data' },
    '/home/ada/Library/Application Support/patchbay',
    '/home/ada/Library/Caches/patchbay',
  ],
  ['win32', {}, '\\home\\ada\\AppData\\Local\\patchbay', '\\home\\ada\\AppData\\Local\\patchbay\\cache'],
  ['win32', { LOCALAPPDATA: 'D:\\local' }, 'D:\\local\\patchbay', 'D:\\local\\patchbay\\cache'],
] as const)('on %s with %j data lie in %s and caches in %s', (platform, environment, data, cache) => {
  expect(pathsOf({ platform, environment, home: '/home/ada' })).toMatchObject({ data, cache });
});
