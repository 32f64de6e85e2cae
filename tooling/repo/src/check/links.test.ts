import { expect, test } from 'vitest';
import { miniRepo } from '../testing/mini-repo.ts';
import { linkFindings, links } from './links.ts';

test('finds links to files and headings that do not exist', async () => {
  using repo = miniRepo({
    'README.md': '[a](docs/gone.md) [b](docs/a.md#no-such) ![c](docs/gone.png) <a href="nowhere.md">d</a>\n',
    'docs/a.md': '# A `title`, with *marks*\n',
  });
  expect(await links.run(repo.root)).toEqual([
    'README.md links to docs/gone.md, which does not exist',
    'README.md links to docs/a.md#no-such, but docs/a.md has no such heading',
    'README.md links to docs/gone.png, which does not exist',
    'README.md links to nowhere.md, which does not exist',
  ]);
});

test('accepts files, folders, anchors as GitHub makes them, and addresses elsewhere', () => {
  using repo = miniRepo({
    'README.md':
      '# Top\n[a](docs/a.md#a-title-with-marks) [b](#top) [c](docs/) [d](https://example.com/x) [e](docs/a.md#twice-1)\n',
    'docs/a.md': '# A `title`, with *marks*\n## Twice\n## Twice\n',
  });
  expect(linkFindings(repo.root, 'README.md')).toEqual([]);
});

test('a link inside a code block is text', () => {
  using repo = miniRepo({ 'README.md': '```md\n[a](gone.md)\n```\nand `[b](gone.md)`\n' });
  expect(linkFindings(repo.root, 'README.md')).toEqual([]);
});
