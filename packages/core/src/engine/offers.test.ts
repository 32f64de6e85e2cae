import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ResourceDefinition } from '../define/resource.ts';
import type { ServerDeps } from '../define/server.ts';
import { plainTool, type RequestOptions, rig } from '../rig.fixture.ts';
import type { SelectionOptions } from './selection.ts';

const about = {
  title: 'Thing',
  description: 'A thing.',
  cache: { ttlMs: 1, scope: 'private' },
  complete: { id: { name: 'id', values: () => ['1'] } },
  read: () => 'here',
} as const;
const resources: ResourceDefinition<ServerDeps>[] = [
  { ...about, name: 'all', uri: 'rig://all', tool: 'get_thing' },
  { ...about, name: 'one', uri: 'rig://things/{id}', tool: 'get_thing' },
];
const prompt = {
  name: 'change_thing',
  title: 'Change',
  description: 'Change a thing.',
  tools: ['get_thing', 'set_thing'],
  input: z.object({ id: z.string().default('1').describe('Which.') }),
  complete: about.complete,
  messages: () => 'Change it.',
};
const parts = {
  toolsets: { core: 'All.', labels: 'Labels.' },
  tools: [
    plainTool,
    { ...plainTool, name: 'set_thing', access: 'update' as const },
    { ...plainTool, name: 'get_label', toolset: 'labels' },
  ],
  resources,
  prompts: [prompt],
};

async function offered(selection: SelectionOptions) {
  const { request } = rig(parts);
  const ask = (method: string, params = {}) =>
    request(method, params, { selection } satisfies RequestOptions);
  const works = (method: string, params: object) =>
    ask(method, params).then(
      () => true,
      () => false,
    );
  const names = async (method: string, member: string) => {
    const list = (await ask(method))[member];
    return Array.isArray(list) ? list.map((entry: unknown) => Reflect.get(Object(entry), 'name')) : [];
  };
  const argument = { name: 'id', value: '' };
  const uri = 'rig://things/{id}';
  return {
    listed: [
      ...(await names('resources/list', 'resources')),
      ...(await names('resources/templates/list', 'resourceTemplates')),
      ...(await names('prompts/list', 'prompts')),
    ],
    works: {
      all: await works('resources/read', { uri: 'rig://all' }),
      one: await works('resources/read', { uri: 'rig://things/1' }),
      variable: await works('completion/complete', { ref: { type: 'ref/resource', uri }, argument }),
      prompt: await works('prompts/get', { name: 'change_thing' }),
      argument: await works('completion/complete', {
        ref: { type: 'ref/prompt', name: prompt.name },
        argument,
      }),
    },
  };
}

const everything = { all: true, one: true, variable: true, prompt: true, argument: true };
const nothing = { all: false, one: false, variable: false, prompt: false, argument: false };

test.each<[string, SelectionOptions, string[], typeof everything]>([
  ['everything', {}, ['all', 'one', 'change_thing'], everything],
  ['another toolset', { toolsets: ['labels'] }, [], nothing],
  ['the mirror left out', { exclude: ['get_thing'] }, [], nothing],
  ['read-only', { readOnly: true }, ['all', 'one'], { ...everything, prompt: false, argument: false }],
  [
    'the mirror alone',
    { tools: ['get_thing'] },
    ['all', 'one'],
    { ...everything, prompt: false, argument: false },
  ],
  [
    'every tool of the prompt',
    { tools: ['get_thing', 'set_thing'] },
    ['all', 'one', 'change_thing'],
    everything,
  ],
])('a connection that selects %s', async (_, selection, listed, works) => {
  expect(await offered(selection)).toEqual({ listed, works });
});

test.each([
  ['resources/read', { uri: 'rig://all' }, { uri: 'rig://nil' }],
  ['prompts/get', { name: 'change_thing' }, { name: 'mislay_coats' }],
  [
    'completion/complete',
    { ref: { type: 'ref/prompt', name: 'change_thing' }, argument: { name: 'id', value: '' } },
    { ref: { type: 'ref/prompt', name: 'mislay_coats' }, argument: { name: 'id', value: '' } },
  ],
])('of what is hidden %s says what it says of what does not exist', async (method, hidden, unknown) => {
  const { request } = rig(parts);
  const answer = (params: Record<string, unknown>) =>
    request(method, params, { selection: { toolsets: ['labels'] } }).catch((error: unknown) => {
      const fault = Object(error);
      return { kind: fault.kind, message: fault.message.replace(/all|nil|change_thing|mislay_coats/, 'x') };
    });
  expect(await answer(hidden)).toEqual(await answer(unknown));
});
