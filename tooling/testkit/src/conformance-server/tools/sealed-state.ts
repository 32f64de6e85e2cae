import { inputRequired } from '@patchbay/core';
import { z } from 'zod';
import { askPerson, fieldOf, noInput, renderText, textOutput, tool } from '../define.ts';

const askOk = askPerson('Please confirm', { ok: { type: 'boolean' } }, ['ok']);
const askStep1 = askPerson('Step 1: What is your name?', { name: { type: 'string' } }, ['name']);
const askStep2 = askPerson('Step 2: What is your favorite color?', { color: { type: 'string' } }, ['color']);

const secondRound = z.object({ name: z.string() });

function confirmTool(name: string, title: string) {
  return tool({
    name,
    title,
    description: 'Asks for a confirmation and remembers, sealed, that it did.',
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    async handler(_input, { client }) {
      if (client.state === 'asked' && fieldOf(client.answers['confirm'], 'ok') !== undefined)
        return { text: 'state-ok' };
      return inputRequired({ inputRequests: { confirm: askOk }, requestState: await client.seal('asked') });
    },
    render: renderText,
  });
}

/** Tools that remember something between the rounds of one call. */
export const sealedStateTools = [
  confirmTool('test_input_required_result_request_state', 'Remember between rounds'),
  confirmTool('test_input_required_result_tampered_state', 'Refuse a forged memory'),
  tool({
    name: 'test_input_required_result_multi_round',
    title: 'Ask twice',
    description: 'Asks for a name and then for a colour.',
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    async handler(_input, { client }) {
      const remembered = secondRound.safeParse(client.state).data;
      const color = fieldOf(client.answers['step2'], 'color');
      if (remembered !== undefined && typeof color === 'string')
        return { text: `${remembered.name} likes ${color}.` };
      const name = remembered?.name ?? fieldOf(client.answers['step1'], 'name');
      if (typeof name === 'string')
        return inputRequired({
          inputRequests: { step2: askStep2 },
          requestState: await client.seal({ name }),
        });
      return inputRequired({ inputRequests: { step1: askStep1 }, requestState: await client.seal('start') });
    },
    render: renderText,
  }),
];
