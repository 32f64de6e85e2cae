import { z } from 'zod';
import { renderText, textOutput, tool } from '../define.ts';

/** Tools with parameters that the protocol treats specially. */
export const schemaTools = [
  tool({
    name: 'json_schema_2020_12_tool',
    title: 'JSON Schema 2020-12',
    description: 'Takes a contact, described with the wider vocabulary of JSON Schema.',
    access: 'read',
    input: z.object({
      name: z.string().optional(),
      address: z.object({ street: z.string().optional(), city: z.string().optional() }).optional(),
      contactMethod: z.enum(['phone', 'email']).optional(),
      phone: z.string().optional(),
      email: z.string().optional(),
    }),
    output: textOutput,
    handler: (input) => ({ text: `Received ${Object.keys(input).join(', ')}` }),
    render: renderText,
  }),
  tool({
    name: 'test_x_mcp_header',
    title: 'Mirrored parameter',
    description: 'Takes a region that clients repeat in an HTTP header, for routing.',
    access: 'read',
    input: z.object({
      region: z.string().describe('The region to route to.').meta({ 'x-mcp-header': 'Region' }),
      note: z.string().optional().describe('Anything else.'),
    }),
    output: textOutput,
    handler: ({ region }) => ({ text: `Served in ${region}` }),
    render: renderText,
  }),
];
