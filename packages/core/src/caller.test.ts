import { expect, test } from 'vitest';
import { localCaller } from './caller.ts';
import { plainTool, serverOf } from './rig.fixture.ts';

test('the local caller has every scope that the server asks for, and no other', () => {
  const server = serverOf({
    tools: [
      { ...plainTool, access: 'create', scopes: ['rig:pii'] },
      { ...plainTool, name: 'delete_thing', access: 'delete' },
    ],
    resources: [
      {
        name: 'one',
        title: 'One',
        description: 'One.',
        mimeType: 'text/plain',
        uri: 'rig://one',
        tool: 'delete_thing',
        cache: { ttlMs: 1, scope: 'public' },
        scopes: ['rig:audit'],
        read: () => '',
      },
    ],
  });
  expect([...localCaller(server).scopes].sort()).toEqual([
    'rig:audit',
    'rig:delete',
    'rig:pii',
    'rig:read',
    'rig:write',
  ]);
});
