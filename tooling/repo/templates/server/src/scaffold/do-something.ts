import { validationError } from '@patchbay/core';
import { z } from 'zod';
import { tool } from '../tool.ts';

export const doSomething = tool({
  name: 'do_something',
  title: 'Do something',
  description:
    'Say here what it does and on what, then when a sibling is better. Returns the text in capitals.',
  access: 'read',
  openWorld: false,
  input: z.object({ text: z.string().min(1).max(200).describe('Text to answer with.') }),
  example: { text: 'hello' },
  output: z.object({ text: z.string() }),
  handler({ text }) {
    if (text.trim() === '') {
      throw validationError('text is blank.', { hint: 'Call it again with at least one visible character.' });
    }
    return { text: text.toUpperCase() };
  },
});
