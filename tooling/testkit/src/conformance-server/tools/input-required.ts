import { inputRequired } from '@patchbay/core';
import {
  askModel,
  askPerson,
  askRoots,
  fieldOf,
  noInput,
  renderText,
  rootsIn,
  spokenIn,
  textOutput,
  tool,
} from '../define.ts';

const askName = askPerson('What is your name?', { name: { type: 'string' } }, ['name']);

/** Tools that ask once, each for another kind of answer. */
export const inputRequiredTools = [
  tool({
    name: 'test_input_required_result_elicitation',
    title: 'Ask the person',
    description: 'Asks for a name and greets.',
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    handler(_input, { client }) {
      const name = fieldOf(client.answers['user_name'], 'name');
      if (typeof name !== 'string') return inputRequired({ inputRequests: { user_name: askName } });
      return { text: `Hello, ${name}!` };
    },
    render: renderText,
  }),
  tool({
    name: 'test_input_required_result_sampling',
    title: 'Ask the model',
    description: 'Asks the model a question and passes on what it says.',
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    handler(_input, { client }) {
      const text = spokenIn(client.answers['capital_question']);
      if (text !== undefined) return { text };
      const capital_question = askModel('What is the capital of France?', 100);
      return inputRequired({ inputRequests: { capital_question } });
    },
    render: renderText,
  }),
  tool({
    name: 'test_input_required_result_list_roots',
    title: 'Ask for roots',
    description: "Asks for the client's roots and names them.",
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    handler(_input, { client }) {
      const roots = rootsIn(client.answers['client_roots']);
      if (roots === undefined) return inputRequired({ inputRequests: { client_roots: askRoots } });
      return { text: `Roots: ${roots.join(', ')}` };
    },
    render: renderText,
  }),
  tool({
    name: 'test_input_required_result_multiple_inputs',
    title: 'Ask everything at once',
    description: 'Asks the person, the model and for roots in one round.',
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    async handler(_input, { client }) {
      const name = fieldOf(client.answers['user_name'], 'name');
      const greeting = spokenIn(client.answers['greeting']);
      const roots = rootsIn(client.answers['client_roots']);
      const known = typeof name === 'string' && greeting !== undefined && roots !== undefined;
      if (known && client.state === 'asked')
        return { text: `${greeting} ${name}, working in ${roots.join(', ')}` };
      return inputRequired({
        inputRequests: {
          user_name: askName,
          greeting: askModel('Generate a greeting', 50),
          client_roots: askRoots,
        },
        requestState: await client.seal('asked'),
      });
    },
    render: renderText,
  }),
  tool({
    name: 'test_input_required_result_capabilities',
    title: 'Ask what can be asked',
    description: 'Asks only for what the client says it can answer.',
    access: 'read',
    interactive: true,
    input: noInput,
    output: textOutput,
    handler(_input, { client }) {
      const name = fieldOf(client.answers['user_name'], 'name');
      const greeting = spokenIn(client.answers['greeting']);
      if (typeof name === 'string' || greeting !== undefined)
        return { text: `${greeting ?? 'Hello'} ${String(name ?? '')}` };
      return inputRequired({
        inputRequests: {
          ...(client.capabilities['elicitation'] !== undefined && { user_name: askName }),
          ...(client.capabilities['sampling'] !== undefined && {
            greeting: askModel('Generate a greeting', 50),
          }),
        },
      });
    },
    render: renderText,
  }),
];
