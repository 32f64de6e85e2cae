import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { highest, type Level, levels } from './level.ts';

/** The level that the pending changesets announce for each package. */
export function announcedLevels(root: string): ReadonlyMap<string, Level> {
  const folder = join(root, '.changeset');
  const announced = new Map<string, Level>();
  if (!existsSync(folder)) return announced;
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.md') || file === 'README.md') continue;
    for (const [name, level] of levelsIn(readFileSync(join(folder, file), 'utf8'))) {
      announced.set(name, highest([announced.get(name) ?? 'none', level]));
    }
  }
  return announced;
}

/** Reads the head of one changeset: a line `"@scope/name": minor` for each package. */
function levelsIn(text: string): readonly (readonly [string, Level])[] {
  const head = /^---\n(.*?)^---$/ms.exec(text)?.[1] ?? '';
  return [...head.matchAll(/^["']?([^"':]+)["']?:\s*(\w+)\s*$/gm)].flatMap(([, name = '', word]) => {
    const level = levels.find((known) => known === word);
    return level === undefined ? [] : [[name, level] as const];
  });
}
