import { setTimeout as sleep } from 'node:timers/promises';
import { conflict } from '@patchbay/core';
import { noInput, renderText, textOutput, tool } from '../define.ts';

const stepMs = 50;

/** Tools that report progress, fail, and announce changes. */
export const behaviourTools = [
  tool({
    name: 'test_logging_tool',
    title: 'Logging',
    description: 'Answers; the suite looks for log messages that nobody asked for, of which there are none.',
    access: 'read',
    input: noInput,
    output: textOutput,
    handler: () => ({ text: 'No message was logged.' }),
    render: renderText,
  }),
  tool({
    name: 'test_tool_with_progress',
    title: 'Progress',
    description: 'Reports its progress at 0, 50 and 100 of 100.',
    access: 'read',
    input: noInput,
    output: textOutput,
    async handler(_input, context) {
      for (const done of [0, 50, 100]) {
        await context.progress(done, 100);
        await sleep(stepMs, undefined, { signal: context.signal });
      }
      return { text: 'All of the work is done.' };
    },
    render: renderText,
  }),
  tool({
    name: 'test_error_handling',
    title: 'Error',
    description: 'Fails always.',
    access: 'read',
    input: noInput,
    output: textOutput,
    handler() {
      throw conflict('This tool intentionally returns an error for testing', {
        hint: 'Call test_simple_text for an answer.',
      });
    },
  }),
  tool({
    name: 'test_reconnection',
    title: 'Reconnection',
    description: 'Answers after a moment; a client whose stream broke calls it again.',
    access: 'read',
    input: noInput,
    output: textOutput,
    async handler(_input, context) {
      await sleep(stepMs, undefined, { signal: context.signal });
      return { text: 'Reconnection test completed.' };
    },
    render: renderText,
  }),
  tool({
    name: 'test_trigger_tool_change',
    title: 'Tool change',
    description: 'Announces that the list of tools changed.',
    access: 'read',
    input: noInput,
    output: textOutput,
    handler(_input, context) {
      context.changed({ kind: 'tools' });
      return { text: 'The change was announced.' };
    },
    render: renderText,
  }),
  tool({
    name: 'test_trigger_prompt_change',
    title: 'Prompt change',
    description: 'Announces that the list of prompts changed.',
    access: 'read',
    input: noInput,
    output: textOutput,
    handler(_input, context) {
      context.changed({ kind: 'prompts' });
      return { text: 'The change was announced.' };
    },
    render: renderText,
  }),
  tool({
    name: 'test_trigger_resource_change',
    title: 'Resource change',
    description: 'Announces that the watched resource changed.',
    access: 'read',
    input: noInput,
    output: textOutput,
    handler(_input, context) {
      context.changed({ kind: 'resource', uri: 'test://watched-resource' });
      return { text: 'The change was announced.' };
    },
    render: renderText,
  }),
];
