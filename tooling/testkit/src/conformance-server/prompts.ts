import { inputRequired } from '@patchbay/core';
import { z } from 'zod';
import { askPerson, completion, fieldOf, noInput, prompt } from './define.ts';
import { redPixelPng } from './media.ts';

const words = ['paris', 'park', 'party', 'testValue1', 'testValue2'];

const word = completion({
  name: 'word',
  values: (prefix) => words.filter((candidate) => candidate.startsWith(prefix)),
});

const askContext = askPerson('What context should the prompt use?', { context: { type: 'string' } }, [
  'context',
]);

/** The prompts of the conformance server. */
export const prompts = [
  prompt({
    name: 'test_simple_prompt',
    title: 'Simple prompt',
    description: 'A prompt without arguments.',
    tools: [],
    input: noInput,
    messages: () => 'This is a simple prompt for testing.',
  }),
  prompt({
    name: 'test_prompt_with_arguments',
    title: 'Prompt with arguments',
    description: 'A prompt with two arguments.',
    tools: [],
    input: z.object({
      arg1: z.string().describe('First test argument.'),
      arg2: z.string().describe('Second test argument.'),
    }),
    complete: { arg1: word, arg2: word },
    messages: ({ arg1, arg2 }) => `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`,
  }),
  prompt({
    name: 'test_prompt_with_embedded_resource',
    title: 'Prompt with a resource',
    description: 'A prompt that carries a resource.',
    tools: [],
    input: z.object({ resourceUri: z.string().describe('URI of the resource to embed.') }),
    messages: ({ resourceUri }) => [
      {
        role: 'user',
        content: {
          type: 'resource',
          resource: {
            uri: resourceUri,
            mimeType: 'text/plain',
            text: 'Embedded resource content for testing.',
          },
        },
      },
      { role: 'user', content: { type: 'text', text: 'Please process the embedded resource above.' } },
    ],
  }),
  prompt({
    name: 'test_prompt_with_image',
    title: 'Prompt with an image',
    description: 'A prompt that carries an image.',
    tools: [],
    input: noInput,
    messages: () => [
      { role: 'user', content: { type: 'image', data: redPixelPng, mimeType: 'image/png' } },
      { role: 'user', content: { type: 'text', text: 'Please analyze the image above.' } },
    ],
  }),
  prompt({
    name: 'test_input_required_result_prompt',
    title: 'Prompt that asks',
    description: 'A prompt that needs an answer of the person first.',
    tools: [],
    interactive: true,
    input: noInput,
    messages(_input, { client }) {
      const context = fieldOf(client.answers['user_context'], 'context');
      if (typeof context === 'string') return `Work in this context: ${context}`;
      return inputRequired({ inputRequests: { user_context: askContext } });
    },
  }),
];
