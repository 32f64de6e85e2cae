/** What every published package says of where it comes from; the root's manifest is the one place that names it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere } from '../workspace.ts';

const rootManifest = z.looseObject({
  repository: z.looseObject({
    type: z.string(),
    url: z.string().regex(/^git\+https:\/\/github\.com\/[^/]+\/[^/]+\.git$/),
  }),
});

/** The page of the repository, `https://github.com/owner/name`, as the root's manifest names it; undefined where it does not. */
export function repositoryPage(root: string): string | undefined {
  const manifest = rootManifest.safeParse(JSON.parse(readIfThere(join(root, 'package.json')) ?? '{}'));
  return manifest.data?.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
}

/** Fewest keywords of a package that somebody shall find. */
const fewestKeywords = 5;

/**
 * The manifest of a published server with where it comes from.
 *
 * @throws Error for a package that cannot be found by keywords.
 */
export function publishedManifest(page: string, text: string, folder: string): string {
  const manifest = z
    .looseObject({ name: z.string(), keywords: z.array(z.string()).default([]) })
    .parse(JSON.parse(text));
  const { name, keywords } = manifest;
  if (keywords.length < fewestKeywords || !keywords.includes('mcp')) {
    throw new Error(
      `${name} needs at least ${fewestKeywords} keywords in its package.json, "mcp" among them.`,
    );
  }
  const owner = new URL(page).pathname.split('/')[1] ?? '';
  const own = {
    mcpName: `io.github.${owner}/${folder.split('/').at(-1)}`,
    homepage: `${page}/tree/main/${folder}#readme`,
    bugs: { url: `${page}/issues` },
    repository: { type: 'git', url: `git+${page}.git`, directory: folder },
  };
  return `${JSON.stringify(ordered({ ...manifest, ...own }), null, 2)}\n`;
}

const first = [
  'name',
  'version',
  'mcpName',
  'description',
  'keywords',
  'license',
  'homepage',
  'bugs',
  'repository',
];

function ordered(manifest: Readonly<Record<string, unknown>>): object {
  const rest = Object.keys(manifest).filter((key) => !first.includes(key));
  return Object.fromEntries(
    [...first.filter((key) => key in manifest), ...rest].map((key) => [key, manifest[key]]),
  );
}

/** Gives links to files of the repository its present address, so that they also work on a package's page. */
export function withRepository(root: string, page: string, text: string): string {
  return text.replace(
    /https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(blob|tree|raw)\/main\/([\w./-]+)/g,
    (whole, kind: string, path: string) =>
      existsSync(join(root, path)) ? `${page}/${kind}/main/${path}` : whole,
  );
}
