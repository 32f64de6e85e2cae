import { stripInvisible } from '@patchbay/schemas';
import { eachEngine } from '@patchbay/storage/testing';
import type { TestClient, ToolAnswer } from '@patchbay/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { policy, type Role } from './policy.ts';
import { server } from './server.ts';
import { type CrmClient, connectCrm } from './testing/connect-crm.ts';
import { type RandomCall, randomCalls } from './testing/random-calls.ts';

/** What the handlers of a server answered, before anything was left out of it. */
const given: unknown[] = [];

const overheard = {
  ...server,
  tools: server.tools.map((tool) => ({
    ...tool,
    handler: async (...call: Parameters<typeof tool.handler>) => {
      const answer = await tool.handler(...call);
      given.push(answer);
      return answer;
    },
  })),
};

/** As JSON carries it: without what is undefined. */
const carried = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Texts without the fence around what others wrote, and without what nobody sees. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, bare(part)]));
  if (typeof value !== 'string') return value;
  const [, , inside = value] = fence.exec(value) ?? [];
  return stripInvisible(inside).text.replaceAll('&lt;', '<');
}

const fence = /^<untrusted-data source="[^"]*" id="(\w+)">\n([\s\S]*)\n<\/untrusted-data id="\1">$/;

function ownFields({ structuredContent = {} }: ToolAnswer): object {
  const { change_id: _id, dry_run: _dry, idempotent_replay: _replay, ...own } = structuredContent;
  return own;
}

eachEngine((engine) => {
  let mcp: CrmClient;
  let callers: Readonly<Record<Role, TestClient>>;
  beforeAll(async () => {
    mcp = await connectCrm({ engine, server: overheard });
    const [admin, manager, rep, support, viewer] = await Promise.all(
      policy.roles.map((role) => mcp.as(role)),
    );
    if (!admin || !manager || !rep || !support || !viewer) throw new Error('A role has no client.');
    callers = { admin, manager, rep, support, viewer };
  });
  afterAll(() => mcp[Symbol.asyncDispose]());

  /** Calls a tool, and compares what arrived with what its handler gave. Tells whether the call was answered. */
  async function compared({ role, tool: name, args }: RandomCall): Promise<boolean> {
    given.length = 0;
    const answer = await callers[role].call(name, args);
    expect(answer.code, answer.text).not.toBe('internal');
    if (answer.isError) return false;
    const own = given.at(-1);
    const tool = server.tools.find((one) => one.name === name);
    expect(carried(tool?.output.parse(own))).toEqual(carried(own));
    // a rehearsal does not tell the ids of rows that will not be there
    if (args['dry_run'] !== true) expect(bare(ownFields(answer))).toEqual(bare(carried(own)));
    return true;
  }

  test('every tool answers with all that its handler gave', async () => {
    for (const { name, example = {} } of server.tools) {
      if (name === 'undo_change') continue;
      expect(
        await compared({
          role: 'admin',
          tool: name,
          args: { ...example, ...(name === 'merge_records' && { dry_run: false }) },
        }),
        name,
      ).toBe(true);
    }
    const lead = await callers.admin.call('create_lead', { name: 'Undone Before Long' });
    const { change_id } = lead.structuredContent ?? {};
    expect(await compared({ role: 'admin', tool: 'undo_change', args: { change_id } })).toBe(true);
  });

  test('whatever was written and whoever asks, nothing is lost and nothing unnamed leaves', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(randomCalls(), { minLength: 10, maxLength: 25 }), async (calls) => {
        for (const call of calls) await compared(call);
      }),
      { numRuns: 15, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    );
  });
});
