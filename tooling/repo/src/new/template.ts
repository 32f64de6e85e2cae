import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { camelCase, kebabCase, pascalCase, snakeCase } from '../names.ts';

const templateFolder = join(import.meta.dirname, '../../templates/server');

/** Files that only `new tool` copies. */
const toolTemplates = {
  source: 'src/scaffold/do-something.ts',
  test: 'src/scaffold/do-something.test.ts',
} as const;

/** Writes a whole server into a folder and returns the paths it wrote, relative to that folder. */
export function writeServer(folder: string, name: string): readonly string[] {
  const files = globSync('**/*', { cwd: templateFolder })
    .filter((path) => statSync(join(templateFolder, path)).isFile())
    .filter((path) => !path.startsWith('src/scaffold/') && !path.startsWith('node_modules/'))
    .sort();
  return files.map((path) => {
    const target = serverText(path, name).replace(/\.template$/, '');
    write(join(folder, target), serverText(readFileSync(join(templateFolder, path), 'utf8'), name));
    return target;
  });
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
