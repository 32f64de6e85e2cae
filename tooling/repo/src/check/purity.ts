import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { repositoryFiles } from '../files.ts';
import { repositoryRoot } from '../workspace.ts';
import type { Check } from './check.ts';
import { isDomain, isTestSupport } from './layers.ts';
import { type SourceFacts, sourceFacts } from './source.ts';

/** Holds that files speak of the project alone, and that the process is touched only where it belongs. */
export const purity: Check = {
  name: 'purity',
  purpose: 'No paths of a machine, no traces of who typed the code, no process or console out of place.',
  run(root) {
    return repositoryFiles(root).flatMap((path) => {
      if (!isText.test(path) || path.endsWith('pnpm-lock.yaml')) return [];
      const text = readFileSync(join(root, path), 'utf8');
      const traces = path.startsWith('tooling/repo/src/check/purity') ? [] : traceFindings(path, text);
      const shipped = path.endsWith('.ts') && !/\.gen\.ts$/.test(path);
      return shipped ? [...traces, ...processFindings(sourceFacts(path, text))] : traces;
    });
  },
};

const isText = /\.(ts|js|json|md|ya?ml|txt|sh|toml|sql|html|css)$|(^|\/)(\.[a-z]+|run|Dockerfile|LICENSE)$/;

const traces: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w.~-])\/(?:root|work\/(?:main|shared))\/[\w.-]*/, 'names a path of one machine'],
  [/\/tmp\/(?:tmp\.|brief|bash_jobs)/, 'names a path of one machine'],
  [/co-authored-by:.*\b(?:claude|anthropic|openai|copilot|gemini)/i, 'credits a tool'],
  [
    /\b(?:generated|written|made) (?:with|by) (?:claude|chatgpt|gpt-|copilot|cursor|gemini|an? ai)\b/i,
    'credits a tool',
  ],
  [/\bas an ai\b|\b(?:sub-?agent|helper) session\b/i, 'speaks of the session that wrote it'],
];

/** Folders of the machine that runs the check; a short one, such as `/app`, may stand in a text for other reasons. */
export function tellingFolders(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => folder.length > 8);
}

const ownFolders = tellingFolders([repositoryRoot, homedir()]);

/** Lines of a text that speak of a machine or of how the text came to be. */
export function traceFindings(path: string, text: string, folders = ownFolders): readonly string[] {
  return text.split('\n').flatMap((line, index) => [
    ...traces.flatMap(([pattern, problem]) => {
      const match = pattern.exec(line);
      return match === null ? [] : [`${path}:${index + 1} ${problem}: ${match[0]}`];
    }),
    ...folders
      .filter((folder) => line.includes(folder))
      .map((folder) => `${path}:${index + 1} names a path of this machine: ${folder}`),
  ]);
}

const places: Readonly<Record<string, RegExp>> = {
  'process.env': /^(servers\/[^/]+\/src\/bin\.ts|packages\/serve\/src\/cli\/.*)$/,
  'process.exit':
    /^packages\/(serve\/src\/(cli\/|http\/run\.ts$|stdio\.ts$)|workers\/src\/(wire\/child-wire\.ts$|fixture\/))/,
  'process.exitCode': /^packages\/serve\/src\/(cli\/|http\/run\.ts$|stdio\.ts$|node-version\.ts$)/,
  'process.argv': /^(servers\/[^/]+\/src\/bin\.ts|packages\/serve\/src\/cli\/.*)$/,
};

/** Uses of the process or console where they do not belong; tooling, scripts and tests are free in what they use. */
export function processFindings({ path, globals }: SourceFacts): readonly string[] {
  const from = path.replace(/^tooling\/repo\/templates\/server\//, 'servers/template/');
  if (!/^(packages|servers)\/[^/]+\/src\//.test(from) || isTestSupport(from)) return [];
  return globals.flatMap(({ name, line }) => {
    const home = places[name];
    const misplaced = home === undefined ? name.startsWith('console.') : !home.test(from);
    const tool = /^servers\/[^/]+\/src\/(tools|resources|prompts)\//.test(from) || isDomain(from);
    return misplaced || tool ? [`${path}:${line} uses ${name} where it may not`] : [];
  });
}
