import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { marked } from 'marked';
import { repositoryFiles } from '../files.ts';
import { writeServer } from '../new/template.ts';
import type { Check } from './check.ts';
import { runProgram } from './program.ts';

/** Holds that the code which the documentation shows is code that compiles. */
export const docs: Check = {
  name: 'docs',
  purpose: 'TypeScript in the tutorial and the guides compiles against the real packages.',
  async run(root) {
    const pages = repositoryFiles(root).filter((path) => /^docs\/(tutorial|guides\/.+)\.md$/.test(path));
    const findings = await Promise.all(pages.map((page) => pageFindings(root, page)));
    return findings.flat();
  },
};

/** One code block that is a file. */
export interface CodeFile {
  readonly path: string;
  readonly text: string;
}

/** What a page's TypeScript blocks amount to: the states its files pass through, and blocks that name no file. */
export interface CodeStages {
  /** Each state holds every file so far; a block that shows a file anew begins another state. */
  readonly stages: readonly (readonly CodeFile[])[];
  readonly nameless: readonly string[];
}

/** Reads the TypeScript blocks of a page; `title="path"` in the fence names the file, `fragment` exempts a block. */
export function codeStages(markdown: string): CodeStages {
  const nameless: string[] = [];
  const stages: Map<string, string>[] = [new Map()];
  void marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type !== 'code' || !/^(ts|typescript)\b/.test(token['lang'] ?? '')) return;
    const path = /\btitle="([^"]+)"/.exec(token['lang'])?.[1];
    if (path === undefined) {
      if (!/\bfragment\b/.test(token['lang'])) nameless.push(String(token['text']).split('\n')[0] ?? '');
      return;
    }
    let stage = stages.at(-1) ?? new Map<string, string>();
    if (stage.has(path)) {
      stage = new Map(stage);
      stages.push(stage);
    }
    stage.set(path, `${token['text']}\n`);
  });
  const files = stages.map((stage) => [...stage].map(([path, text]) => ({ path, text })));
  return { stages: files.filter((stage) => stage.length > 0), nameless };
}

async function pageFindings(root: string, page: string): Promise<readonly string[]> {
  const { stages, nameless } = codeStages(readFileSync(join(root, page), 'utf8'));
  const findings = nameless.map((line) => `${page}: a ts block names no file (title="…"): ${line}`);
  for (const [index, stage] of stages.entries()) {
    const overlay = join(
      root,
      'tooling/repo/node_modules/.cache/docs',
      page.replaceAll('/', '-'),
      `${index}`,
    );
    findings.push(...(await compile(root, overlay, stage)).map((line) => `${page}: ${line}`));
  }
  return findings;
}

/** Compiles files as if they lay in the repository, without putting them there. */
export async function compile(
  root: string,
  overlay: string,
  files: readonly CodeFile[],
): Promise<readonly string[]> {
  rmSync(overlay, { recursive: true, force: true });
  for (const server of new Set(files.flatMap(({ path }) => /^servers\/([^/]+)\//.exec(path)?.[1] ?? []))) {
    if (existsSync(join(root, 'servers', server))) continue;
    const store = files.some(({ path }) => path.startsWith(`servers/${server}/src/backends/store/`));
    writeServer(join(overlay, 'servers', server), server, { store });
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(join(overlay, path)), { recursive: true });
    writeFileSync(join(overlay, path), text);
  }
  const config = {
    extends: relative(overlay, join(root, 'tooling/config/tsconfig.base.json')),
    // a relative import finds the page's file first, else the repository's
    compilerOptions: { rootDirs: ['.', relative(overlay, root)] },
    files: files.map(({ path }) => path),
  };
  writeFileSync(join(overlay, 'tsconfig.json'), JSON.stringify(config));
  const { status, output } = await runProgram(root, ['tsc', '--noEmit', '--pretty', 'false', '-p', overlay]);
  if (status === 0) return [];
  return output
    .trim()
    .replaceAll(`${relative(root, overlay)}/`, '')
    .split('\n');
}
