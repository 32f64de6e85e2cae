import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { miniRepo } from '../testing/mini-repo.ts';
import { linesAt, linesNow } from './count.ts';

const files = {
  'servers/desk/src/server.ts': 'one\ntwo\n',
  'servers/desk/src/registry.gen.ts': 'one\n',
  'servers/desk/src/tools/get-lamp.test.ts': 'one\n',
  'servers/desk/src/testing/connect.ts': 'one\n',
  'servers/desk/build.config.ts': 'one\n',
  'servers/desk/package.json': '{}\n',
  'servers/desk/src/backends/store/migrations/sqlite/0000.sql': 'one\n',
  'README.md': 'one\n',
};

test('a server’s own lines are those that people write for it and that run in it', () => {
  using repo = miniRepo(files);
  expect([...linesNow(repo.root)]).toEqual([
    ['servers/desk', { source: 2, test: 2, generated: 2, manifest: 2 }],
  ]);
});

test('a commit is counted as it was', () => {
  using repo = miniRepo(files);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repo.root, stdio: 'pipe' });
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@t.example', 'commit', '-qm', 'first');
  repo.write('servers/desk/src/server.ts', 'one\ntwo\nthree\n');
  expect(linesAt(repo.root, 'HEAD').get('servers/desk')?.source).toBe(2);
  expect(linesNow(repo.root).get('servers/desk')?.source).toBe(3);
});
