import { inputRequired } from '@patchbay/core';
import { z } from 'zod';
import { askModel, askPerson, noInput, renderText, spokenIn, textOutput, tool } from '../define.ts';
import { enumForm } from './enum-form.ts';

const formAnswer = z.object({ action: z.string(), content: z.record(z.string(), z.unknown()).optional() });

/** Says how a form was answered, or undefined when it was not. */
function summaryOf(answer: unknown): string | undefined {
  const form = formAnswer.safeParse(answer).data;
  return form && `action=${form.action}, content=${JSON.stringify(form.content ?? {})}`;
}

const key = 'answer';

/** Tools that need one answer of the client's model or person. */
export const dialogueTools = [
  tool({
    name: 'test_sampling',
    title: 'Sampling',
    description: "Has the client's model answer a prompt.",
    access: 'read',
    interactive: true,
    input: z.object({ prompt: z.string().describe('The prompt to send to the model.') }),
    output: textOutput,
    handler({ prompt }, { client }) {
      const text = spokenIn(client.answers[key]);
      if (text === undefined) return inputRequired({ inputRequests: { [key]: askModel(prompt, 100) } });
      return { text: `LLM response: ${text}` };
    },
    render: renderText,
  }),
  tool({
    name: 'test_elicitation',
    title: 'Elicitation',
    description: 'Asks the person for a user name and an e-mail address.',
    access: 'read',
    interactive: true,
    input: z.object({ message: z.string().describe('The message to show to the person.') }),
    output: textOutput,
    handler({ message }, { client }) {
      const summary = summaryOf(client.answers[key]);
      if (summary !== undefined) return { text: `User response: ${summary}` };
      const properties = {
        username: { type: 'string', description: "User's response" },
        email: { type: 'string', description: "User's email address" },
      };
      return inputRequired({
        inputRequests: { [key]: askPerson(message, properties, ['username', 'email']) },
      });
    },
    render: renderText,
  }),
  tool({
    name: 'test_elicitation_sep1034_defaults',
    title: 'Elicitation with defaults',
    description: 'Asks for values of every primitive type, each with a default.',
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    handler(_input, { client }) {
      const summary = summaryOf(client.answers[key]);
      if (summary !== undefined) return { text: `Elicitation completed: ${summary}` };
      const properties = {
        name: { type: 'string', default: 'John Doe' },
        age: { type: 'integer', default: 30 },
        score: { type: 'number', default: 95.5 },
        status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
        verified: { type: 'boolean', default: true },
      };
      return inputRequired({
        inputRequests: { [key]: askPerson('Check the suggested values', properties, []) },
      });
    },
    render: renderText,
  }),
  tool({
    name: 'test_elicitation_sep1330_enums',
    title: 'Elicitation with choices',
    description: 'Asks for choices in every form that the protocol has for them.',
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    handler(_input, { client }) {
      const summary = summaryOf(client.answers[key]);
      if (summary !== undefined) return { text: `Elicitation completed: ${summary}` };
      return inputRequired({ inputRequests: { [key]: askPerson('Choose', enumForm, []) } });
    },
    render: renderText,
  }),
  tool({
    name: 'test_missing_capability',
    title: 'Missing capability',
    description: 'Needs the sampling capability and cannot go on without it.',
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    handler(_input, { client }) {
      const text = spokenIn(client.answers[key]);
      return text === undefined
        ? inputRequired({ inputRequests: { [key]: askModel('Say yes', 10) } })
        : { text };
    },
    render: renderText,
  }),
  tool({
    name: 'test_streaming_elicitation',
    title: 'Streaming elicitation',
    description: 'Reports progress and answers, without a request of its own on the stream.',
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    async handler(_input, context) {
      await context.progress(1, 1);
      return { text: 'No request of the server was needed.' };
    },
    render: renderText,
  }),
];
