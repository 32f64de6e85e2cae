import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { camelCase, kebabCase, pascalCase, snakeCase } from '../names.ts';

const templates = join(import.meta.dirname, '../../templates');

const templateFolder = join(templates, 'server');

/** What servers that keep data have beside the files of every server, or instead of them. */
const storedFolder = join(templates, 'stored-server');

/** Files of the plain server that a stored one does without. */
const plainOnly = /^src\/(?:backends\/memory\/|tools\/|config\.ts$)/;

/** Files that only `new tool` copies. */
const toolTemplates = {
  source: 'src/scaffold/do-something.ts',
  test: 'src/scaffold/do-something.test.ts',
} as const;

/** What a new server is to be. */
export interface ServerKind {
  /** Whether it keeps data. */
  readonly store: boolean;
}

/** Writes a whole server into a folder and returns the paths it wrote, relative to that folder. */
export function writeServer(
  folder: string,
  name: string,
  { store }: ServerKind = { store: false },
): readonly string[] {
  const plain = filesIn(templateFolder).filter(([path]) => !store || !plainOnly.test(path));
  const files = new Map([...plain, ...(store ? filesIn(storedFolder) : [])]);
  return [...files].sort().map(([path, source]) => {
    const target = serverText(path, name).replace(/\.template$/, '');
    write(join(folder, target), serverText(readFileSync(source, 'utf8'), name));
    return target;
  });
}

/** The files of a template by their paths in a server, with where they are. */
function filesIn(template: string): readonly (readonly [path: string, source: string])[] {
  return globSync('**/*', { cwd: template })
    .filter((path) => statSync(join(template, path)).isFile())
    .filter((path) => !path.startsWith('src/scaffold/') && !path.startsWith('node_modules/'))
    .map((path) => [path, join(template, path)]);
}

/** Writes a tool and its test into a server's folder and returns their paths, relative to that folder. */
export function writeTool(folder: string, server: string, tool: string): readonly string[] {
  const stem = kebabCase(tool);
  return Object.values(toolTemplates).map((path) => {
    const target = `src/tools/${stem}${path.endsWith('.test.ts') ? '.test' : ''}.ts`;
    const text = readFileSync(join(templateFolder, path), 'utf8');
    write(join(folder, target), serverText(toolText(text, tool), server));
    return target;
  });
}

function serverText(text: string, name: string): string {
  return text
    .replaceAll('PLACEHOLDER', name.toUpperCase())
    .replaceAll('Placeholder', pascalCase(name))
    .replaceAll('placeholder', name);
}

function toolText(text: string, tool: string): string {
  const words = snakeCase(tool).replaceAll('_', ' ');
  return text
    .replaceAll('do_something', snakeCase(tool))
    .replaceAll('do-something', kebabCase(tool))
    .replaceAll('doSomething', camelCase(tool))
    .replaceAll('Do something', words.charAt(0).toUpperCase() + words.slice(1));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: 'wx' });
}
