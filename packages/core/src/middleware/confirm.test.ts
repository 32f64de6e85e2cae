import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ClientView } from '../define/context.ts';
import { errorOf, plainTool, rig } from '../rig.fixture.ts';
import type { ConfirmPolicy } from './confirm.ts';

/** Deletes a box through a client; tells how the call ended and whether the box is gone. */
async function remove(client: Partial<ClientView>, confirm: ConfirmPolicy = 'when-possible', id = 'b1') {
  let gone = false;
  const { call } = rig(
    {
      tools: [
        {
          ...plainTool,
          name: 'delete_box',
          title: 'Delete box',
          access: 'delete',
          input: z.object({ box_id: z.string() }),
          handler: () => {
            gone = true;
            return { ok: true };
          },
        },
      ],
    },
    { confirm },
  );
  return { result: await call('delete_box', { box_id: id }, { client }), gone };
}

const able = { capabilities: { elicitation: {} } };
const answered = (confirm: unknown) => ({ ...able, answers: { confirm } });

test('a client that can ask is asked before anything is deleted, with what is at stake', async () => {
  const { result, gone } = await remove(able);
  expect(gone).toBe(false);
  expect(result).toMatchObject({
    resultType: 'input_required',
    inputRequests: {
      confirm: {
        method: 'elicitation/create',
        params: { mode: 'form', message: 'Delete box? {"box_id":"b1"}' },
      },
    },
  });
});

test('with consent the box goes', async () => {
  const { gone } = await remove(answered({ action: 'accept', content: { confirm: true } }));
  expect(gone).toBe(true);
});

test.each([
  ['a refusal', { action: 'decline' }],
  ['a closed dialogue', { action: 'cancel' }],
  ['consent with the box unticked', { action: 'accept', content: { confirm: false } }],
  ['consent without a tick', { action: 'accept' }],
  ['a tick that is a text', { action: 'accept', content: { confirm: 'true' } }],
  ['a tick without consent', { content: { confirm: true } }],
  ['a bare yes', true],
  ['null', null],
  ['a text', 'accept'],
])('%s is no consent', async (_, answer) => {
  const { result, gone } = await remove(answered(answer));
  expect(gone).toBe(false);
  expect(errorOf(result)).toMatchObject({ code: 'permission_denied' });
});

test('an answer to another question is no consent: the client is asked', async () => {
  const { result, gone } = await remove({
    ...able,
    answers: { other: { action: 'accept', content: { confirm: true } } },
  });
  expect(gone).toBe(false);
  expect(result).toMatchObject({ resultType: 'input_required' });
});

test.each<[ConfirmPolicy, boolean, boolean]>([
  ['when-possible', false, true],
  ['when-possible', true, false],
  ['always', false, false],
  ['always', true, false],
  ['never', false, true],
  ['never', true, true],
])(
  'under %s, with a client that can ask: %s, an unconfirmed deletion happens: %s',
  async (policy, asks, done) => {
    const { result, gone } = await remove(asks ? able : {}, policy);
    expect(gone).toBe(done);
    if (policy === 'always' && !asks) expect(errorOf(result)).toMatchObject({ code: 'permission_denied' });
  },
);

test('a client that can only open web pages cannot be asked by form', async () => {
  expect((await remove({ capabilities: { elicitation: { url: {} } } })).gone).toBe(true);
  expect((await remove({ capabilities: { elicitation: { url: {}, form: {} } } })).gone).toBe(false);
});

test('what the person reads has no hidden characters and no endless text', async () => {
  const { result } = await remove(able, 'always', `b\u202E1${'x'.repeat(5000)}`);
  const text = JSON.stringify(result);
  expect(text).not.toContain('\u202E');
  expect(text.length).toBeLessThan(1000);
});

test('only deletions ask', async () => {
  const { call } = rig({ tools: [{ ...plainTool, access: 'update' }] }, { confirm: 'always' });
  expect(await call('get_thing', {}, { client: able })).not.toHaveProperty('resultType');
});
