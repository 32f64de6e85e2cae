import { z } from 'zod';
import { noInput, renderText, textOutput, tool } from '../define.ts';
import { redPixelPng, silentWav } from '../media.ts';

const nothing = z.object({});

/** Tools that show each kind of content block. */
export const contentTools = [
  tool({
    name: 'test_simple_text',
    title: 'Simple text',
    description: 'Answers with one text block.',
    access: 'read',
    input: noInput,
    output: textOutput,
    handler: () => ({ text: 'This is a simple text response for testing.' }),
    render: renderText,
  }),
  tool({
    name: 'test_image_content',
    title: 'Image',
    description: 'Answers with one image block.',
    access: 'read',
    input: noInput,
    output: nothing,
    handler: () => ({
      output: {},
      attachments: [{ type: 'image', data: redPixelPng, mimeType: 'image/png' }],
    }),
    render: () => '',
  }),
  tool({
    name: 'test_audio_content',
    title: 'Audio',
    description: 'Answers with one audio block.',
    access: 'read',
    input: noInput,
    output: nothing,
    handler: () => ({
      output: {},
      attachments: [{ type: 'audio', data: silentWav, mimeType: 'audio/wav' }],
    }),
    render: () => '',
  }),
  tool({
    name: 'test_embedded_resource',
    title: 'Embedded resource',
    description: 'Answers with one embedded resource.',
    access: 'read',
    input: noInput,
    output: nothing,
    handler: () => ({
      output: {},
      attachments: [
        {
          type: 'resource',
          resource: {
            uri: 'test://embedded-resource',
            mimeType: 'text/plain',
            text: 'This is an embedded resource content.',
          },
        },
      ],
    }),
    render: () => '',
  }),
  tool({
    name: 'test_multiple_content_types',
    title: 'Mixed content',
    description: 'Answers with a text, an image and an embedded resource.',
    access: 'read',
    input: noInput,
    output: z.object({ test: z.string(), value: z.number() }),
    handler: () => ({
      output: { test: 'data', value: 123 },
      attachments: [
        { type: 'image', data: redPixelPng, mimeType: 'image/png' },
        {
          type: 'resource',
          resource: {
            uri: 'test://mixed-content-resource',
            mimeType: 'application/json',
            text: JSON.stringify({ test: 'data', value: 123 }),
          },
        },
      ],
    }),
    render: ({ test, value }) => `Multiple content types test: ${test} ${value}`,
  }),
];
