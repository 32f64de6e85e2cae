import { expect, test } from 'vitest';
import { processFindings, tellingFolders, traceFindings } from './purity.ts';
import { sourceFacts } from './source.ts';

test.each([
  'See /root/notes.md for the plan.',
  'Co-Authored-By: Claude <noreply@example.com>',
  'Generated with Copilot',
  'As an AI, I cannot test this.',
])('finds the trace in: %s', (line) => {
  expect(traceFindings('docs/a.md', `fine\n${line}\n`)).toEqual([expect.stringContaining('docs/a.md:2 ')]);
});

test.each([
  'COPY --chown=node dist /home/node/app',
  'Connect it to Claude Code with `claude mcp add`.',
  'Clients keep their file in /home/ada/.config.',
  'An agent session connects only what it needs.',
  'https://example.com/home/page',
])('leaves alone: %s', (line) => {
  expect(traceFindings('docs/a.md', line)).toEqual([]);
});

test('finds the folder in which the check itself runs, unless it is too short to tell', () => {
  const folders = tellingFolders(['/app', '/srv/checkouts/ours']);
  expect(traceFindings('docs/a.md', 'see /srv/checkouts/ours/notes', folders).join()).toContain(
    'of this machine',
  );
  expect(traceFindings('docs/a.md', 'see /app/notes', folders)).toEqual([]);
});

const uses = (path: string, text: string) => processFindings(sourceFacts(path, text));

test.each([
  ['servers/desk/src/upstream/api.ts', 'export const key = process.env.KEY;'],
  ['packages/core/src/engine/a.ts', 'process.exit(1);'],
  ['servers/desk/src/server.ts', "console.log('up');"],
  ['servers/desk/src/tools/get-lamp.ts', 'export const a = process.memoryUsage();'],
  ['tooling/repo/templates/server/src/deps.ts', 'export const key = process.env.KEY;'],
])('in %s refuses %s', (path, text) => {
  expect(uses(path, text)).toHaveLength(1);
});

test.each([
  ['servers/desk/src/bin.ts', 'run(process.argv, process.env);'],
  ['packages/serve/src/stdio.ts', 'process.exit(0);'],
  ['servers/desk/src/tools/get-lamp.test.ts', "console.log('x');"],
  ['tooling/bench/src/run.ts', "console.log('x');"],
])('in %s allows %s', (path, text) => {
  expect(uses(path, text)).toEqual([]);
});
