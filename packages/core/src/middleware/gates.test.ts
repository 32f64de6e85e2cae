import { expect, test } from 'vitest';
import type { Middleware } from '../call.ts';
import type { Access } from '../define/access.ts';
import type { Writes } from '../define/server.ts';
import { errorOf, plainTool, rig, textOf } from '../rig.fixture.ts';
import type { RateLimitOptions } from './rate-limit.ts';

const toolOf = (name: string, access: Access) => ({ ...plainTool, name, access });
/** A limit that counts calls of each key for ever, and asks those above it to wait 700 ms. */
function limitOf(calls: number): RateLimitOptions {
  const taken = new Map<string, number>();
  const limiter = async (key: string) => {
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return count > calls ? 700 : 0;
  };
  return { calls, windowSeconds: 60, limiter };
}

const shelf = {
  tools: [
    toolOf('get_box', 'read'),
    toolOf('add_box', 'create'),
    toolOf('move_box', 'update'),
    toolOf('delete_box', 'delete'),
  ],
};

test('what a read-only connection does not list it refuses, saying why', async () => {
  const { call, request } = rig(shelf);
  const selection = { readOnly: true };
  const { tools } = await request('tools/list', {}, { selection });
  expect(tools).toMatchObject([{ name: 'get_box' }]);
  for (const name of ['add_box', 'move_box', 'delete_box']) {
    const result = await call(name, {}, { selection });
    expect(errorOf(result)).toMatchObject({ code: 'permission_denied', retryable: false });
    expect(textOf(result)).toContain('read-only');
  }
});

test('a tool that was left out is refused with the flags that select tools', async () => {
  const result = await rig(shelf).call('add_box', {}, { selection: { exclude: ['add_box'] } });
  expect(textOf(result)).toContain('--toolsets, --tools and --exclude');
});

test('a misspelt tool is answered with a name that the connection offers', async () => {
  const { call } = rig(shelf);
  await expect(call('get_bx')).rejects.toMatchObject({
    kind: 'invalid_params',
    message: 'Unknown tool: get_bx. Did you mean "get_box"?',
  });
  await expect(call('ad_box', {}, { selection: { readOnly: true } })).rejects.not.toThrow('add_box');
});

test.each([
  ['get_box', 'rig:read'],
  ['add_box', 'rig:write'],
  ['move_box', 'rig:write'],
  ['delete_box', 'rig:delete'],
])('%s needs the scope %s', async (name, scope) => {
  const { call } = rig(shelf, { confirm: 'never' });
  const granted = await call(name, {}, { caller: { scopes: new Set([scope]) } });
  expect(granted).not.toHaveProperty('isError');
  const refused = await call(name, {}, { caller: { scopes: new Set(['rig:other']) } });
  expect(errorOf(refused)).toMatchObject({ code: 'permission_denied' });
  expect(textOf(refused)).toContain(`${name} needs the scope ${scope}.`);
});

test('all missing scopes are named at once, and lists need none', async () => {
  const { call, request } = rig({ tools: [{ ...plainTool, scopes: ['rig:pii'] }] });
  const caller = { scopes: new Set<string>() };
  expect(textOf(await call('get_thing', {}, { caller }))).toContain('rig:read and rig:pii');
  expect(await request('tools/list', {}, { caller })).toHaveProperty('tools');
});

test('a caller over the limit learns how long to wait', async () => {
  const { call } = rig({}, { rateLimit: limitOf(2) });
  expect(await call('get_thing')).not.toHaveProperty('isError');
  expect(await call('get_thing')).not.toHaveProperty('isError');
  const refused = await call('get_thing');
  expect(errorOf(refused)).toMatchObject({ code: 'rate_limited', retryable: true, retry_after_ms: 700 });
  expect(textOf(refused)).toContain('allows 2 calls of get_thing in 60 s');
});

test('the limit counts per caller, per tool, and not for lists', async () => {
  const { call, request } = rig({ tools: [plainTool, toolOf('get_box', 'read')] }, { rateLimit: limitOf(1) });
  expect(await call('get_thing')).not.toHaveProperty('isError');
  expect(errorOf(await call('get_thing'))).toMatchObject({ code: 'rate_limited' });
  expect(await call('get_box')).not.toHaveProperty('isError');
  expect(await call('get_thing', {}, { caller: { id: 'other' } })).not.toHaveProperty('isError');
  for (let round = 0; round < 3; round += 1) await request('tools/list');
});

test('a tool and a resource of one name are counted apart', async () => {
  const resource = {
    name: 'get_thing',
    title: 'Thing',
    description: 'A thing.',
    mimeType: 'text/plain',
    uri: 'rig://thing',
    tool: 'get_thing',
    cache: { ttlMs: 1, scope: 'public' },
    read: () => 'x',
  } as const;
  const { call, request } = rig({ resources: [resource] }, { rateLimit: limitOf(1) });
  await call('get_thing');
  await expect(request('resources/read', { uri: 'rig://thing' })).resolves.toHaveProperty('contents');
  await expect(request('resources/read', { uri: 'rig://thing' })).rejects.toMatchObject({
    data: { 'patchbay/error': { retry_after_ms: 700 } },
  });
});

test('calls beyond the concurrency of a tool are refused, and other tools are not', async () => {
  const gate = Promise.withResolvers<{ ok: boolean }>();
  const { call } = rig(
    { tools: [{ ...plainTool, handler: () => gate.promise }, toolOf('get_box', 'read')] },
    { concurrency: 2 },
  );
  const as = (id: string) => ({ caller: { id } });
  const running = [call('get_thing', {}, as('ada')), call('get_thing', {}, as('bob'))];
  const refused = await call('get_thing', {}, as('eve'));
  expect(errorOf(refused)).toMatchObject({ code: 'rate_limited', retry_after_ms: 500 });
  expect(textOf(refused)).toContain('2 calls of get_thing are running already.');
  expect(await call('get_box', {}, as('eve'))).not.toHaveProperty('isError');
  gate.resolve({ ok: true });
  await Promise.all(running);
  expect(await call('get_thing')).not.toHaveProperty('isError');
});

test('one caller leaves places to others, whatever the tools', async () => {
  const gate = Promise.withResolvers<{ ok: boolean }>();
  const waiting = { handler: () => gate.promise };
  const { call } = rig(
    {
      tools: [
        { ...plainTool, ...waiting },
        { ...toolOf('get_box', 'read'), ...waiting },
      ],
    },
    { concurrency: 4 },
  );
  const ada = { caller: { id: 'ada' } };
  const running = [call('get_thing', {}, ada), call('get_box', {}, ada), call('get_box', {}, ada)];
  expect(textOf(await call('get_thing', {}, ada))).toContain('3 calls of yours are running already.');
  const others = [
    call('get_thing', {}, { caller: { id: 'bob' } }),
    call('get_thing', {}, { caller: { id: 'ada', tenant: 'other' } }),
  ];
  gate.resolve({ ok: true });
  for (const result of await Promise.all([...running, ...others]))
    expect(result).not.toHaveProperty('isError');
  expect(await call('get_box', {}, ada)).not.toHaveProperty('isError');
});

test('a failed call and a timed-out call give their places back', async () => {
  let mode: 'throw' | 'hang' | 'answer' = 'throw';
  const handler = () => {
    if (mode === 'throw') throw new Error('no');
    return mode === 'hang' ? new Promise<never>(() => {}) : { ok: true };
  };
  const { call } = rig({ tools: [{ ...plainTool, timeoutMs: 10, handler }] }, { concurrency: 1 });
  expect(errorOf(await call('get_thing'))).toMatchObject({ code: 'internal' });
  mode = 'hang';
  expect(errorOf(await call('get_thing'))).toMatchObject({ code: 'timeout' });
  mode = 'answer';
  expect(await call('get_thing')).not.toHaveProperty('isError');
});

test('only writes run inside the transaction of the server', async () => {
  const wrapped: string[] = [];
  const transact: Middleware = (call, next) => {
    wrapped.push(call.target.name);
    return next(call);
  };
  const writes: Writes = { replay: (call, next) => next(call), transact };
  const { call } = rig(shelf, { confirm: 'never', writes: () => writes });
  for (const { name } of shelf.tools) await call(name);
  expect(wrapped).toEqual(['add_box', 'move_box', 'delete_box']);
});

test('the four hints follow from what a tool does', async () => {
  const { tools } = await rig(shelf).request('tools/list');
  expect(tools).toMatchObject([
    { annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true } },
    { annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false } },
    { annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false } },
    { annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true } },
  ]);
});
