import { eachEngine } from '@patchbay/storage/testing';
import { describe, expect, test } from 'vitest';
import { server } from './server.ts';
import { itemsOf } from './testing/answers.ts';
import { type CrmClient, connectCrm } from './testing/connect-crm.ts';
import { sharedCrm } from './testing/shared-crm.ts';
import { snapshotOf } from './testing/snapshot.ts';

const hostileTexts: readonly (readonly [name: string, text: string])[] = [
  ['SQL', `%_'; DROP TABLE leads; -- " OR "1"="1`],
  ['FTS5 operators', 'zq* NEAR(zx zc, 2) AND NOT "zd" OR ^ze : {zf}'],
  ['tsquery operators', "zq & !zx | (zc <-> zd):*A '\\"],
  ['a NUL byte', 'zq\u0000zx'],
  ['half a surrogate pair', 'zq\ud800zx'],
  ['Cyrillic in the place of Latin', '\u0410d\u0430 Lovel\u0430ce'],
  ['a change of direction', 'zq\u202ezx\u2066zc'],
  ['combining marks', `e${'\u0301'.repeat(300)}`],
  ['a number', '-1e309'],
  ['a hundred thousand characters and more', 'zq '.repeat(40_000)],
];

const hostileNumbers = [-1, 0, 0.5, -(2 ** 53), 2 ** 53, 1e308];

/** What a caller may be told; `internal`, `timeout` and `unavailable` would be a defect of ours. */
const fairCodes = [
  undefined,
  'validation_error',
  'not_found',
  'conflict',
  'permission_denied',
  'unsupported',
];

/** The arguments again for every text or number in them, with that one replaced. */
function* withEach(value: unknown, kind: 'string' | 'number', by: unknown): Generator<unknown> {
  if (typeof value === kind) yield by;
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const changed of withEach(item, kind, by)) yield value.with(index, changed);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      for (const changed of withEach(item, kind, by)) yield { ...value, [name]: changed };
    }
  }
}

function propertiesOf(schema: unknown): object {
  return Object(Reflect.get(Object(schema), 'properties'));
}

/** The example of a tool with a value for each of its other texts and numbers, so that each can be replaced. */
async function fullExamples({ listTools }: CrmClient): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const examples = new Map<string, Record<string, unknown>>();
  for (const { name, inputSchema } of await listTools()) {
    const example: Record<string, unknown> = {};
    for (const [parameter, schema] of Object.entries(propertiesOf(inputSchema))) {
      const type: unknown = Reflect.get(Object(schema), 'type');
      if (type === 'string') example[parameter] = 'x';
      if (type === 'integer' || type === 'number') example[parameter] = 1;
    }
    examples.set(name, { ...example, ...server.tools.find((tool) => tool.name === name)?.example });
  }
  return examples;
}

eachEngine((engine) => {
  const shared = sharedCrm({ engine });

  describe('answers with what is true, or with what to correct,', () => {
    test.each(hostileTexts)('to %s in any text of any tool', async (_name, text) => {
      const mcp = await shared();
      for (const [tool, example] of await fullExamples(mcp)) {
        for (const args of withEach(example, 'string', text)) {
          const answer = await mcp.call(tool, { ...Object(args) });
          expect(fairCodes, `${tool} ${JSON.stringify(args).slice(0, 200)}: ${answer.text}`).toContain(
            answer.code,
          );
        }
      }
    });

    test.each(hostileNumbers)('to %d in any number of any tool', async (number) => {
      const mcp = await shared();
      for (const [tool, example] of await fullExamples(mcp)) {
        for (const args of withEach(example, 'number', number)) {
          const answer = await mcp.call(tool, { ...Object(args) });
          expect(fairCodes, `${tool} ${JSON.stringify(args)}: ${answer.text}`).toContain(answer.code);
        }
      }
    });

    test('to a search for what no lead has', async () => {
      await using mcp = await connectCrm({ engine });
      const before = await snapshotOf(mcp);
      for (const [name, query] of hostileTexts) {
        const answer = await mcp.call('search_leads', { query });
        if (answer.isError) expect(answer.code, name).toBe('validation_error');
        else expect(itemsOf(answer), name).toEqual([]);
      }
      expect(await snapshotOf(mcp)).toEqual(before);
    });

    test('to ten megabytes', async () => {
      await using mcp = await connectCrm({ engine });
      const answer = await mcp.call('search_leads', { query: 'x'.repeat(10_000_000) }).catch(String);
      expect(typeof answer === 'string' ? answer : answer.code).toMatch(/too large|validation_error/i);
      expect((await mcp.call('search_leads', {})).isError).toBe(false);
    });
  });
});
