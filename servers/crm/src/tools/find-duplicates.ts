import { identifier, page, pageCursor, pageLimit } from '@patchbay/schemas';
import { z } from 'zod';
import { totalLine } from '../records/text.ts';
import { tool } from '../tool.ts';

const cluster = z.object({ ids: z.array(z.string()), score: z.number(), reasons: z.array(z.string()) });

export const findDuplicates = tool({
  name: 'find_duplicates',
  title: 'Find duplicates',
  description: 'Find records that are likely one, scored 0 to 1 with reasons.',
  access: 'read',
  toolset: 'sales',
  needs: ['duplicates'],
  openWorld: false,
  timeoutMs: 15_000,
  input: z.object({
    object_type: z.enum(['leads', 'companies', 'contacts']).describe('Kind.'),
    record_id: identifier(100).optional().describe('Duplicates of this one only.'),
    min_score: z.number().min(0.3).max(1).default(0.7).describe('Least score.'),
    limit: pageLimit(),
    cursor: pageCursor,
  }),
  example: { object_type: 'leads' },
  output: page(cluster).extend({
    cuts: z.array(z.object({ shared: z.string(), records: z.int().optional() })).optional(),
    pending: z.int().optional(),
  }),
  async handler(search, { deps, caller, signal }) {
    const found = await deps.duplicates.find(search, { caller, signal });
    const items = found.items.map(({ ids, score, reasons }) => ({
      ids: [...ids],
      score,
      reasons: [...reasons],
    }));
    const { cuts, ...rest } = found;
    return { ...rest, items, ...(cuts && { cuts: [...cuts] }) };
  },
  render: ({ items, cuts = [], pending, ...rest }) =>
    [
      ...items.map(({ ids, score, reasons }) => `${score}: ${ids.join(', ')} (${reasons.join('; ')})`),
      ...cuts.map(
        ({ shared, records }) =>
          `Cut: ${records ?? 'very many'} records share a common ${shared}; each was compared with its neighbours by name alone.`,
      ),
      ...(pending === undefined ? [] : [`${pending} records are not compared yet. Ask again in a minute.`]),
      totalLine(rest),
    ].join('\n'),
});
