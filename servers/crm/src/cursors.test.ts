import { eachEngine } from '@patchbay/storage/testing';
import type { ToolAnswer } from '@patchbay/testkit';
import { describe, expect, test } from 'vitest';
import { connectCrm, testNow } from './testing/connect-crm.ts';

interface PagedTool {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The same list with another filter. */
  readonly other: Readonly<Record<string, unknown>>;
  readonly argument?: 'activities_cursor';
}

const pagedTools: readonly PagedTool[] = [
  { tool: 'search_leads', args: { limit: 1 }, other: { limit: 1, min_score: 1 } },
  { tool: 'search_leads', args: { query: 'a', limit: 1 }, other: { query: 'e', limit: 1 } },
  {
    tool: 'search_crm_records',
    args: { object_type: 'companies', limit: 1 },
    other: { object_type: 'contacts', limit: 1 },
  },
  { tool: 'query_products', args: { limit: 1 }, other: { limit: 1, in_stock: true } },
  {
    tool: 'find_duplicates',
    args: { object_type: 'leads', min_score: 0.3, limit: 1 },
    other: { object_type: 'leads', min_score: 0.4, limit: 1 },
  },
  {
    tool: 'get_lead_details',
    args: { lead_id: 1, activities_limit: 1 },
    other: { lead_id: 2, activities_limit: 1 },
    argument: 'activities_cursor',
  },
];

function nextCursor({ structuredContent }: ToolAnswer, { argument }: PagedTool): string {
  const list = argument === undefined ? structuredContent : Object(structuredContent?.['activities']);
  return String(list?.['next_cursor']);
}

/** Cursors that the server never gave, made of one that it gave. */
function forgeries(cursor: string): readonly string[] {
  const [body = '', mac = ''] = cursor.split('.');
  const elsewhere = Buffer.from(
    Buffer.from(body, 'base64url')
      .toString()
      .replace(/\d(?=\D*$)/, '7z'),
  );
  return [
    `${elsewhere.toString('base64url')}.${mac}`,
    `${body}.${mac.startsWith('A') ? 'B' : 'A'}${mac.slice(1)}`,
    body,
    `.${mac}`,
    `${cursor.slice(0, -1)}`,
    'AAAA.AAAA',
    "' OR 1=1 --",
    '\u0000',
  ];
}

const refused = { isError: true, code: 'validation_error' };

eachEngine((engine) => {
  describe.each(pagedTools)('the cursor of $tool with $args', (paged) => {
    const { tool, args, other, argument = 'cursor' } = paged;

    test('goes on with its own list, and with nothing else', async () => {
      let now = testNow;
      await using mcp = await connectCrm({ engine, now: () => now });
      await logTwoActivities(mcp);
      const cursor = nextCursor(await mcp.call(tool, args), paged);
      expect((await mcp.call(tool, { ...args, [argument]: cursor })).isError).toBe(false);
      for (const forged of forgeries(cursor))
        expect(await mcp.call(tool, { ...args, [argument]: forged }), forged).toMatchObject(refused);
      expect(await mcp.call(tool, { ...other, [argument]: cursor })).toMatchObject(refused);
      const foreign = await mcp.as('admin', { tenant: 'other' });
      expect(await foreign.call(tool, { ...args, [argument]: cursor })).toMatchObject({
        isError: true,
        // another tenant has no such lead, which is all that it may learn
        code: tool === 'get_lead_details' ? 'not_found' : 'validation_error',
      });
      now = new Date(testNow.getTime() + 24 * 3_600_000 + 1);
      expect(await mcp.call(tool, { ...args, [argument]: cursor })).toMatchObject(refused);
    });
  });

  test('a cursor of one list is refused by every other', async () => {
    await using mcp = await connectCrm({ engine });
    await logTwoActivities(mcp);
    for (const from of pagedTools) {
      const cursor = nextCursor(await mcp.call(from.tool, from.args), from);
      for (const { tool, args, argument = 'cursor' } of pagedTools.filter((to) => to !== from))
        expect(await mcp.call(tool, { ...args, [argument]: cursor }), `${from.tool} → ${tool}`).toMatchObject(
          refused,
        );
    }
  });
});

async function logTwoActivities(mcp: Awaited<ReturnType<typeof connectCrm>>): Promise<void> {
  for (const subject of ['Called', 'Called again']) {
    const answer = await mcp.call('log_activity', {
      kind: 'call',
      subject,
      links: [1, 2].map((id) => ({ object_type: 'leads', id: String(id) })),
    });
    expect(answer.isError, answer.text).toBe(false);
  }
}
