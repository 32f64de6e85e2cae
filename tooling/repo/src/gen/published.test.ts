import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { librariesIn, licencesText } from '@patchbay/config/licences';
import { expect, test } from 'vitest';
import { packagePageFindings } from '../check/links.ts';
import { miniRepo } from '../testing/mini-repo.ts';
import { repositoryRoot, serverNames } from '../workspace.ts';
import { publishedManifest, repositoryPage, withRepository } from './published.ts';

const page = 'https://github.com/some-one/patchbay';
const keywords = ['mcp', 'a', 'b', 'c', 'd'];

test('a manifest says where it comes from, by the one place that names it', () => {
  const text = publishedManifest(
    page,
    JSON.stringify({ name: '@patchbay/desk', keywords, files: [] }),
    'servers/desk',
  );
  expect(JSON.parse(text)).toEqual({
    name: '@patchbay/desk',
    mcpName: 'io.github.some-one/desk',
    keywords,
    homepage: `${page}/tree/main/servers/desk#readme`,
    bugs: { url: `${page}/issues` },
    repository: { type: 'git', url: `git+${page}.git`, directory: 'servers/desk' },
    files: [],
  });
});

test.each([[[]], [['mcp']], [['a', 'b', 'c', 'd', 'e']]])('keywords %j are too few to be found by', (few) => {
  const text = JSON.stringify({ name: '@patchbay/desk', keywords: few });
  expect(() => publishedManifest(page, text, 'servers/desk')).toThrow('needs at least 5 keywords');
});

test('links to files of the repository follow its address, and others stay', () => {
  using repo = miniRepo({
    'package.json': JSON.stringify({ repository: { type: 'git', url: `git+${page}.git` } }),
    'docs/a.md': '# A\n',
    'servers/desk/README.md': '[a](../../docs/a.md) [b](#b) [c](https://example.com)\n',
  });
  expect(repositoryPage(repo.root)).toBe(page);
  const text = 'https://github.com/x/y/blob/main/docs/a.md https://github.com/x/y/blob/main/docs/b.md';
  expect(withRepository(repo.root, page, text)).toBe(
    `${page}/blob/main/docs/a.md https://github.com/x/y/blob/main/docs/b.md`,
  );
  expect(packagePageFindings(repo.root, 'servers/desk/README.md')).toEqual([
    'servers/desk/README.md links to ../../docs/a.md, which does not work on the page of a package: give the whole address',
  ]);
});

test('a library without a licence text is named, one with a text is listed with it', () => {
  using repo = miniRepo({
    'node_modules/with/package.json': '{"name":"with","version":"1.0.0","license":"MIT"}',
    'node_modules/with/LICENSE': 'The text of the licence.',
    'node_modules/with/lib/package.json': '{"type":"module"}',
    'node_modules/read/package.json': '{"name":"read","version":"1.0.0","license":"MIT"}',
    'node_modules/read/README.md': `# Read\n\n## License\n\nCopyright (c) Somebody\n${'Permission. '.repeat(60)}\n\n## More\n`,
    'node_modules/@x/without/package.json': '{"name":"@x/without","version":"2.0.0","license":"ISC"}',
    'node_modules/@x/without/README.md': '## License\n\nISC\n',
  });
  const inputs = ['with/lib/a.js', 'read/a.js', '@x/without/a.js'].map((path) => `node_modules/${path}`);
  const libraries = librariesIn(repo.root, [...inputs, 'src/own.ts']);
  expect(libraries.map(({ name }) => name)).toEqual(['@x/without', 'read', 'with']);
  expect(() => licencesText(libraries)).toThrow('no licence text comes with @x/without@2.0.0 (ISC)');
  const text = licencesText(libraries.slice(1));
  expect(text).toContain('with 1.0.0 (MIT)\n\nThe text of the licence.');
  expect(text).toContain('read 1.0.0 (MIT)\n\nCopyright (c) Somebody');
  expect(text).not.toContain('## More');
});

test.each(serverNames(repositoryRoot))(
  'the package of %s carries the licences of what is bundled',
  (name) => {
    const folder = join(repositoryRoot, 'servers', name);
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({
      files: expect.arrayContaining(['THIRD-PARTY-LICENSES']),
      repository: { directory: `servers/${name}` },
    });
    const text = readFileSync(join(folder, 'THIRD-PARTY-LICENSES'), 'utf8');
    for (const library of ['zod', '@modelcontextprotocol/server', 'ioredis']) {
      expect(text).toMatch(new RegExp(`^${library} \\d`, 'm'));
    }
  },
);

test('what is packed has no tools of this repository among its dependencies', async () => {
  const { hooks } = await import(join(repositoryRoot, '.pnpmfile.mjs'));
  const packed = hooks.beforePacking({
    name: 'x',
    scripts: { build: 'x' },
    devDependencies: { y: '1' },
    files: [],
  });
  expect(packed).toEqual({ name: 'x', files: [] });
});
