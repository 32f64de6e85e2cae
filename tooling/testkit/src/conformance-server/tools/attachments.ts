import { z } from 'zod';
import { tool } from '../define.ts';
import { squarePng } from '../media.ts';

const rows = Array.from({ length: 1000 }, (_, id) => ({ id, label: `Label of row ${id}` }));

/** Tools that answer with more than text. */
export const attachmentTools = [
  tool({
    name: 'test_picture_and_handle',
    title: 'Picture and handle',
    description: 'Answers with a picture and a link to a table that is kept for the caller.',
    access: 'read',
    input: z.object({ pixels: z.int().min(1).max(8000).default(1).describe('Width and height.') }),
    output: z.object({ rows: z.int(), table_uri: z.string(), table_pages: z.int() }),
    async handler({ pixels }, { results }) {
      const table = await results.keep({ name: 'table.csv', mimeType: 'text/csv', content: rows });
      return {
        output: { rows: rows.length, table_uri: table.uri, table_pages: table.pages },
        attachments: [
          { type: 'image', data: squarePng(pixels), mimeType: 'image/png', name: 'square.png' },
          { type: 'resource_link', uri: table.uri, name: 'table.csv', mimeType: 'text/csv' },
        ],
      };
    },
    render: ({ rows: count, table_uri, table_pages }) => `${count} rows: ${table_uri} (${table_pages} pages)`,
  }),
];
