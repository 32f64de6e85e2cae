import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Announcement } from '../define/context.ts';
import type { ResourceDefinition } from '../define/resource.ts';
import { notFound } from '../errors.ts';
import { plainTool, rig } from '../rig.fixture.ts';

const legacy = { client: { era: 'legacy' } } as const;

const box: ResourceDefinition<unknown> = {
  name: 'box',
  title: 'Box',
  description: 'One box.',
  mimeType: 'application/json',
  uri: 'rig://boxes/{id}',
  tool: 'get_thing',
  cache: { ttlMs: 1500, scope: 'private' },
  listed: [{ uri: 'rig://boxes/1', name: 'box_one' }],
  complete: {
    id: {
      name: 'id',
      values: (prefix, { arguments: others }) =>
        Array.from({ length: Number(others['count'] ?? 3) }, (_, index) => `${prefix}${index}`),
    },
  },
  read: ({ id }) => ({ id }),
};
const single = (uri: string, read: ResourceDefinition<unknown>['read']): ResourceDefinition<unknown> => {
  const { listed: _listed, complete: _complete, ...rest } = box;
  return { ...rest, name: 'one', uri, mimeType: 'text/plain', read };
};
const prompt = {
  name: 'ask_box',
  title: 'Ask',
  description: 'Asks about a box.',
  tools: ['get_thing'],
  input: z.object({
    id: z.string().describe('Which.'),
    tone: z.enum(['kind', 'dry']).default('kind').describe('How.'),
  }),
  messages: (input: Record<string, unknown>) => `Box ${input['id']}, ${input['tone']}.`,
};

test('lists say how long they may be kept on the modern protocol, and nothing of it on the old one', async () => {
  const { request } = rig({ resources: [box], prompts: [prompt] });
  for (const method of ['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list']) {
    expect(await request(method)).toMatchObject({ ttlMs: 300_000, cacheScope: 'public' });
    const old = await request(method, {}, legacy);
    expect(Object.keys(old)).toHaveLength(1);
  }
});

test('a list has one page, so a cursor is refused', async () => {
  const { request } = rig();
  await expect(request('tools/list', { cursor: 'x' })).rejects.toMatchObject({ kind: 'invalid_params' });
});

test('listed members, templates and prompts carry what a client shows', async () => {
  const { request } = rig({ resources: [box, single('rig://all', () => 'x')], prompts: [prompt] });
  expect(await request('resources/list', {}, legacy)).toEqual({
    resources: [
      {
        uri: 'rig://boxes/1',
        name: 'box_one',
        title: 'Box',
        description: 'One box.',
        mimeType: 'application/json',
      },
      { uri: 'rig://all', name: 'one', title: 'Box', description: 'One box.', mimeType: 'text/plain' },
    ],
  });
  expect(await request('resources/templates/list')).toMatchObject({
    resourceTemplates: [{ uriTemplate: 'rig://boxes/{id}', name: 'box' }],
  });
  expect(await request('prompts/list')).toMatchObject({
    prompts: [
      {
        arguments: [
          { name: 'id', required: true },
          { name: 'tone', required: false },
        ],
      },
    ],
  });
});

test('equal selections share one surface, others have their own', () => {
  const { engine } = rig({ tools: [plainTool, { ...plainTool, name: 'get_box' }] });
  const selection = (key: string, tools: string[]) => ({ key, readOnly: false, tools: new Set(tools) });
  const first = engine.surface(selection('a', ['get_box']));
  expect(engine.surface(selection('a', ['get_box']))).toBe(first);
  expect(engine.surface(selection('b', ['get_thing'])).tools).toMatchObject([{ name: 'get_thing' }]);
});

test('surfaces of many selections do not pile up', () => {
  const { engine } = rig({ resources: [box] });
  const selection = (key: number) => ({ key: `${key}`, readOnly: false, tools: new Set<string>() });
  const first = engine.surface(selection(0));
  for (let key = 2; key < 1000; key += 1) engine.surface(selection(key));
  expect(engine.surface(selection(0))).not.toBe(first);
});

test('a resource answers with text as it is, bytes as base64, and all else as JSON', async () => {
  const bytes = new Uint8Array([0, 255, 1, 2, 3]).subarray(1, 4);
  const read = async (value: string | Uint8Array | object) => {
    const { request } = rig({ resources: [single('rig://one', () => value)] });
    return request('resources/read', { uri: 'rig://one' }, legacy);
  };
  const common = { uri: 'rig://one', mimeType: 'text/plain' };
  expect(await read('text')).toEqual({ contents: [{ ...common, text: 'text' }] });
  expect(await read(bytes)).toEqual({ contents: [{ ...common, blob: '/wEC' }] });
  expect(await read({ a: [1] })).toEqual({ contents: [{ ...common, text: '{"a":[1]}' }] });
});

test('a reading says how long it may be kept on the modern protocol only', async () => {
  const { request } = rig({ resources: [box] });
  const params = { uri: 'rig://boxes/7' };
  expect(await request('resources/read', params)).toMatchObject({ ttlMs: 1500, cacheScope: 'private' });
  expect(Object.keys(await request('resources/read', params, legacy))).toEqual(['contents']);
});

test('an exact address wins over a template that fits it too, whatever comes first', async () => {
  const { request } = rig({ resources: [box, single('rig://boxes/all', () => 'every box')] });
  for (const uri of ['rig://boxes/all', 'RIG://boxes/all']) {
    expect(await request('resources/read', { uri })).toMatchObject({
      contents: [{ text: 'every box', uri }],
    });
  }
});

test('an address of no family is not found, and an endless one is not repeated at length', async () => {
  const { request } = rig({ resources: [box] });
  const uri = `rig://${'x'.repeat(9000)}`;
  const error: unknown = await request('resources/read', { uri }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: 'resource_not_found' });
  expect(String(error).length).toBeLessThan(300);
});

test('a prompt gets its defaults, and its text becomes one message of the user', async () => {
  const { request } = rig({ prompts: [prompt] });
  expect(await request('prompts/get', { name: 'ask_box', arguments: { id: '7' } })).toEqual({
    description: 'Asks about a box.',
    messages: [{ role: 'user', content: { type: 'text', text: 'Box 7, kind.' } }],
  });
});

test('wrong arguments of a prompt are all named', async () => {
  const { request } = rig({ prompts: [prompt] });
  const wrong = request('prompts/get', { name: 'ask_box', arguments: { tone: 'dri', idd: 'x' } });
  await expect(wrong).rejects.toMatchObject({
    kind: 'invalid_params',
    message: expect.stringMatching(/id is required.*Did you mean "dry".*idd is not a parameter/s),
  });
});

const complete = (params: object) =>
  rig({ resources: [box], prompts: [prompt] }).request('completion/complete', { ...params });
const ref = { type: 'ref/resource', uri: 'rig://boxes/{id}' };

test('completions fit the prefix and know the other arguments', async () => {
  expect(
    await complete({ ref, argument: { name: 'id', value: 'b' }, context: { arguments: { count: '2' } } }),
  ).toEqual({ completion: { values: ['b0', 'b1'], total: 2, hasMore: false } });
});

test('a hundred completions are sent and the rest announced', async () => {
  const result = await complete({
    ref,
    argument: { name: 'id', value: '' },
    context: { arguments: { count: '101' } },
  });
  expect(result).toMatchObject({ completion: { total: 101, hasMore: true } });
  expect(Reflect.get(Object(result['completion']), 'values')).toHaveLength(100);
});

test.each(['unknown', 'constructor', '__proto__', 'toString'])(
  'an argument %s that nobody completes has no suggestions',
  async (name) => {
    const empty = { completion: { values: [], total: 0, hasMore: false } };
    expect(await complete({ ref, argument: { name, value: '' } })).toEqual(empty);
    const ofPrompt = { type: 'ref/prompt', name: 'ask_box' };
    expect(await complete({ ref: ofPrompt, argument: { name, value: '' } })).toEqual(empty);
  },
);

test.each([
  { ref: { type: 'ref/prompt', name: 'nobody' }, argument: { name: 'id', value: '' } },
  { ref: { type: 'ref/resource', uri: 'rig://boxes/1' }, argument: { name: 'id', value: '' } },
  { ref: { type: 'ref/other' }, argument: { name: 'id', value: '' } },
  { ref: [], argument: { name: 'id', value: '' } },
  { ref, argument: { name: 'id' } },
  { ref },
  {},
])('a completion of %j is invalid', async (params) => {
  await expect(complete(params)).rejects.toMatchObject({ kind: 'invalid_params' });
});

test('progress goes only to those who asked, only forward, and never fails the call', async () => {
  const sent: unknown[] = [];
  const { call } = rig({
    tools: [
      {
        ...plainTool,
        async handler(_, { progress }) {
          for (const done of [1, 1, 0.5, Number.NaN, 2, 3]) await progress(done, 3, `at ${done}`);
          return { ok: true };
        },
      },
    ],
  });
  const notify = async (_: string, params: Readonly<Record<string, unknown>>) => {
    sent.push(params['progress']);
    if (params['progress'] === 2) throw new Error('the client went away');
  };
  await call('get_thing', {}, { notify });
  expect(sent).toEqual([]);
  const result = await call('get_thing', {}, { notify, meta: { progressToken: 0 } });
  expect(sent).toEqual([1, 2, 3]);
  expect(result).not.toHaveProperty('isError');
});

test('a change reaches every listener until it stops listening', async () => {
  const change: Announcement = { kind: 'resource', uri: 'rig://boxes/1' };
  const { engine, call } = rig({
    tools: [
      {
        ...plainTool,
        handler(_, { changed }) {
          changed(change);
          return { ok: true };
        },
      },
    ],
  });
  const heard: [string, Announcement][] = [];
  engine.onAnnouncement((what) => heard.push(['a', what]));
  const stop = engine.onAnnouncement((what) => heard.push(['b', what]));
  await call('get_thing');
  stop();
  await call('get_thing');
  expect(heard).toEqual([
    ['a', change],
    ['b', change],
    ['a', change],
  ]);
});

test('what goes nowhere is answered by the protocol and logged all the same', async () => {
  const { request, lines } = rig();
  await expect(request('tools/explode')).rejects.toMatchObject({ kind: 'method_not_found' });
  await expect(request('toString')).rejects.toMatchObject({ kind: 'method_not_found' });
  await expect(request('tools/call', { name: '__proto__' })).rejects.toMatchObject({
    kind: 'invalid_params',
  });
  await expect(request('tools/call', { name: 7 })).rejects.toMatchObject({ kind: 'invalid_params' });
  await expect(request('tools/call', { name: 'x'.repeat(1e6) })).rejects.toThrow(/^.{0,200}$/);
  expect(lines().map((line) => line['code'])).toEqual([
    'method_not_found',
    'method_not_found',
    'invalid_params',
    'invalid_params',
    'invalid_params',
  ]);
});

test('a secret among the arguments stays out of the log, also when they are many', async () => {
  const secret = 'hunter2-canary';
  const { call, lines } = rig({
    tools: [{ ...plainTool, input: z.object({ password: z.string(), text: z.string() }) }],
  });
  await call('get_thing', { password: secret, text: 'short' });
  await call('get_thing', { password: secret, text: 'long '.repeat(500) });
  expect(lines()).toHaveLength(2);
  expect(JSON.stringify(lines())).not.toContain(secret);
});

test('not finding something in a read is logged as an answer, not as a defect', async () => {
  const missing = single('rig://one', () => {
    throw notFound('Gone.', { hint: 'List.' });
  });
  const { request, lines } = rig({ resources: [missing] });
  await expect(request('resources/read', { uri: 'rig://one' })).rejects.toThrow('Gone.');
  expect(lines()[0]).toMatchObject({ level: 'info', outcome: 'protocol_error' });
});
