import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../workspace.ts';
import { codeStages, compile } from './docs.ts';

const block = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n`;

test('reads files out of the blocks that name one, and notes those that do not', () => {
  const page =
    block('ts title="a.ts"', 'export const a = 1;') +
    block('ts', 'nameless();') +
    block('ts fragment', '…') +
    block('sh', 'pnpm test');
  expect(codeStages(page)).toEqual({
    stages: [[{ path: 'a.ts', text: 'export const a = 1;\n' }]],
    nameless: ['nameless();'],
  });
});

test('a file that is shown anew begins another state, in which the others stand', () => {
  const page = block('ts title="a.ts"', '1') + block('ts title="b.ts"', '2') + block('ts title="a.ts"', '3');
  expect(codeStages(page).stages).toEqual([
    [
      { path: 'a.ts', text: '1\n' },
      { path: 'b.ts', text: '2\n' },
    ],
    [
      { path: 'a.ts', text: '3\n' },
      { path: 'b.ts', text: '2\n' },
    ],
  ]);
});

const overlay = join(repositoryRoot, 'tooling/repo/node_modules/.cache/docs-test');

const tool = (output: string) => `
import { z } from 'zod';
import { tool } from '../tool.ts';
export const sayHello = tool({
  name: 'say_hello', title: 'Say hello', description: 'Says hello.', access: 'read',
  input: z.object({}), output: z.object({ text: z.string() }),
  handler: () => ({ text: ${output} }),
});
`;

test('a page may add to a server that exists, and to one that it has just created', async () => {
  const files = [
    { path: 'servers/weather/src/tools/say-hello.ts', text: tool("'hello'") },
    { path: 'servers/tickets/src/tools/say-hello.ts', text: tool("'hello'") },
  ];
  expect(await compile(repositoryRoot, join(overlay, 'good'), files)).toEqual([]);
});

test('code that does not compile is named with its line', async () => {
  const files = [{ path: 'servers/weather/src/tools/say-hello.ts', text: tool('42') }];
  const findings = await compile(repositoryRoot, join(overlay, 'bad'), files);
  expect(findings.join('\n')).toMatch(/^servers\/weather\/src\/tools\/say-hello\.ts\(7,21\): error TS/);
});
