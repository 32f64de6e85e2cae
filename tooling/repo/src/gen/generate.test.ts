import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deskServer, lampTool, linkPackages, miniRepo } from '../testing/mini-repo.ts';
import { generate } from './generate.ts';

test('writes what follows from the definitions, then has nothing more to say', async () => {
  using repo = miniRepo(deskServer);
  linkPackages(repo.root);
  const first = await generate(repo.root, { check: false });
  expect(first.stale).toEqual([
    'servers/desk/src/registry.gen.ts',
    'servers/desk/src/tokens.gen.ts',
    'servers/desk/surface.json',
    'servers/desk/server.json',
    'docs/reference/desk.md',
    'servers/desk/README.md',
    'docs/reference/errors.md',
    'docs/reference/configuration.md',
    'docs/reference/cli.md',
  ]);
  const surface = JSON.parse(readFileSync(join(repo.root, 'servers/desk/surface.json'), 'utf8'));
  expect(surface).toMatchObject({
    server: 'desk',
    version: '1.2.3',
    totals: { tools: 1 },
    tools: [{ name: 'get_lamp', toolset: 'core', access: 'read', annotations: { readOnlyHint: true } }],
  });
  expect(surface.tools[0].tokens).toBeGreaterThan(50);
  expect(surface.totals.tokens).toBe(surface.tools[0].tokens);
  const readme = readFileSync(join(repo.root, 'servers/desk/README.md'), 'utf8');
  expect(readme).toContain('Tell whether the lamp is on. |');
  expect(readme).toContain('| `DESK_HEIGHT_CM` | `72` | Height of the desk. |');
  expect((await generate(repo.root, { check: false })).stale).toEqual([]);
});

test('--check names every file a new tool makes stale and writes none of them', async () => {
  using repo = miniRepo(deskServer);
  linkPackages(repo.root);
  await generate(repo.root, { check: false });
  repo.write('servers/desk/src/tools/get-chair.ts', lampTool('get_chair', 'getChair'));
  const before = readFileSync(join(repo.root, 'servers/desk/src/registry.gen.ts'), 'utf8');
  expect((await generate(repo.root, { check: true })).stale).toEqual(['servers/desk/src/registry.gen.ts']);
  expect(readFileSync(join(repo.root, 'servers/desk/src/registry.gen.ts'), 'utf8')).toBe(before);
  expect((await generate(repo.root, { check: false })).stale).toContain('servers/desk/surface.json');
});

test('a server that cannot be loaded is reported with what Node says, and keeps no other from its files', async () => {
  using repo = miniRepo({
    ...deskServer,
    'servers/shelf/package.json': '{"name": "@patchbay/shelf"}',
    'servers/shelf/src/bin.ts': "import './server.ts';",
    'servers/shelf/src/server.ts': "throw new Error('the shelf fell over');",
  });
  linkPackages(repo.root);
  const { failures, stale } = await generate(repo.root, { check: false });
  expect(failures).toEqual([
    expect.stringMatching(/^servers\/shelf cannot be loaded:[\s\S]*the shelf fell over/),
  ]);
  expect(stale).toContain('servers/desk/surface.json');
});
