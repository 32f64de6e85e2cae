import { createRegistry, declareMcpMetrics } from '@patchbay/observability';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { notFound } from '../errors.ts';
import { plainTool, rig } from '../rig.fixture.ts';
import { inputRequired } from '../wire.ts';

test('a call leaves one line: what, for whom, how it ended, how long and how large', async () => {
  const { call, lines } = rig({ tools: [{ ...plainTool, render: () => 'größer' }] });
  await call('get_thing', {}, { client: { name: 'tester 1.0' } });
  expect(lines()).toEqual([
    expect.objectContaining({
      level: 'info',
      msg: 'call',
      method: 'tools/call',
      target: 'get_thing',
      outcome: 'ok',
      bytes: 8,
      caller: 'local',
      transport: 'http',
      client: 'tester 1.0',
      correlation_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      ms: expect.any(Number),
      args: {},
    }),
  ]);
  expect(lines()[0]).not.toHaveProperty('code');
});

test.each([
  ['a question to the client', () => inputRequired({}), 'input_required', undefined],
  [
    'an error for the model',
    () => {
      throw notFound('No.', { hint: 'Look.' });
    },
    'tool_error',
    'not_found',
  ],
  [
    'a defect',
    () => {
      throw new Error('no');
    },
    'tool_error',
    'internal',
  ],
])('%s is logged by its outcome', async (_, handler, outcome, code) => {
  const { call, lines } = rig({ tools: [{ ...plainTool, interactive: true, handler }] });
  await call('get_thing');
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatchObject({ outcome, ...(code !== undefined && { code }) });
});

test('where arguments tell of people the log has their names and sizes', async () => {
  const { call, lines } = rig(
    { tools: [{ ...plainTool, input: z.looseObject({}) }] },
    { logArguments: 'sizes' },
  );
  await call('get_thing', {
    name: 'Ada Lovelace',
    tags: ['x', 'y'],
    lead_id: 7,
    at: { city: 'London' },
    no: null,
  });
  expect(lines()[0]).toMatchObject({
    args: { name: 'text of 12', tags: 'list of 2', lead_id: 'number', at: 'object of 1', no: 'object' },
  });
  await call('get_thing', Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`n${i}`, 'Ada'])));
  await call('no_such_thing', { name: 'Ada' }).catch(() => {});
  const text = JSON.stringify(lines());
  expect(text).not.toContain('Ada');
  expect(text.length).toBeLessThan(4_000);
});

test('long arguments are cut in the log', async () => {
  const { call, lines } = rig({ tools: [{ ...plainTool, input: z.object({ text: z.string() }) }] });
  await call('get_thing', { text: 'x'.repeat(100_000) });
  expect(JSON.stringify(lines()).length).toBeLessThan(1500);
});

test('metrics count calls, errors by code, repairs and sizes, but not the names that clients invent', async () => {
  const registry = createRegistry();
  const { call, request } = rig(
    { tools: [{ ...plainTool, input: z.object({ n: z.int() }) }] },
    { metrics: declareMcpMetrics(registry) },
  );
  await call('get_thing', { n: '5' });
  await call('get_thing', { n: 'five' });
  await call('invented_name').catch(() => undefined);
  await request('tools/list');
  const text = registry.expose();
  expect(text).toMatch(/coercions\w*\{[^}]*get_thing[^}]*\} 1/);
  expect(text).toMatch(/errors\w*\{[^}]*validation_error[^}]*\} 1/);
  expect(text).not.toContain('invented_name');
});

test('bytes of a reading and of a prompt are what the reader gets', async () => {
  const { request, lines } = rig({
    resources: [
      {
        name: 'one',
        title: 'One',
        description: 'One.',
        mimeType: 'text/plain',
        uri: 'rig://one',
        tool: 'get_thing',
        cache: { ttlMs: 1, scope: 'public' },
        read: () => 'twelve bytes',
      },
    ],
    prompts: [
      {
        name: 'ask_one',
        title: 'Ask',
        description: 'Asks.',
        tools: [],
        input: z.object({}),
        messages: () => 'four',
      },
    ],
  });
  await request('resources/read', { uri: 'rig://one' });
  await request('prompts/get', { name: 'ask_one' });
  await request('tools/list');
  expect(lines().map(({ bytes }) => bytes)).toEqual([12, 4, 0]);
});
