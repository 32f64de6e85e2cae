import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import { marked, type Token } from 'marked';
import { repositoryFiles } from '../files.ts';
import type { Check } from './check.ts';

/** Holds that every relative link in the documentation leads somewhere. */
export const links: Check = {
  name: 'links',
  purpose: 'Relative links and anchors in Markdown exist.',
  run: (root) =>
    repositoryFiles(root)
      .filter((path) => path.endsWith('.md') && !path.startsWith('.changeset/'))
      .flatMap((path) => [...linkFindings(root, path), ...packagePageFindings(root, path)]),
};

/** Links of a published README that a package's page cannot follow. */
export function packagePageFindings(root: string, path: string): readonly string[] {
  if (!/^servers\/[^/]+\/README\.md$/.test(path)) return [];
  return pageOf(readFileSync(join(root, path), 'utf8')).links.flatMap((link) =>
    /^([a-z][a-z+.-]*:|#)/i.test(link)
      ? []
      : [`${path} links to ${link}, which does not work on the page of a package: give the whole address`],
  );
}

/** The dead links of one file. */
export function linkFindings(root: string, path: string): readonly string[] {
  const page = pageOf(readFileSync(join(root, path), 'utf8'));
  return page.links.flatMap((link) => {
    const own = /^https:\/\/github\.com\/[\w.-]+\/patchbay\/(?:blob|tree|raw)\/main\/(.+)$/.exec(link)?.[1];
    if (own === undefined && /^[a-z][a-z+.-]*:|^\/\//i.test(link)) return [];
    const [file = '', anchor] = decodeURI(own ?? link).split('#');
    const folder = own === undefined ? posix.dirname(path) : '.';
    const target = file === '' ? path : posix.normalize(posix.join(folder, file));
    if (!existsSync(join(root, target))) return [`${path} links to ${link}, which does not exist`];
    if (anchor === undefined || anchor === '' || !target.endsWith('.md')) return [];
    const there = target === path ? page : pageOf(readFileSync(join(root, target), 'utf8'));
    if (statSync(join(root, target)).isFile() && there.anchors.has(anchor)) return [];
    return [`${path} links to ${link}, but ${target} has no such heading`];
  });
}

interface Page {
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

function pageOf(text: string): Page {
  const slugger = new GithubSlugger();
  const found: string[] = [];
  const anchors = new Set<string>();
  void marked.walkTokens(marked.lexer(text), (token: Token) => {
    if (token.type === 'link' || token.type === 'image') found.push(String(token['href']));
    if (token.type === 'heading') anchors.add(slugger.slug(plainText(token)));
    if (token.type !== 'html') return;
    for (const match of token.raw.matchAll(/\b(href|src|id|name)="([^"]+)"/g)) {
      const [, attribute, value = ''] = match;
      if (attribute === 'href' || attribute === 'src') found.push(value);
      else anchors.add(value);
    }
  });
  return { links: found, anchors };
}

function plainText(token: Token): string {
  const inner: unknown = Reflect.get(token, 'tokens');
  if (Array.isArray(inner) && inner.length > 0) return inner.map((part: Token) => plainText(part)).join('');
  return String(Reflect.get(token, 'text') ?? '');
}
