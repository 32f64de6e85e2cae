/** Holds that a bundle that is started by an old Node.js says so in one sentence. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot, serverNames } from '../workspace.ts';

/** The text of an entry and of all that it imports before it runs. */
function staticTexts(file: string, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  if (seen.has(file)) return seen;
  const text = readFileSync(file, 'utf8');
  seen.set(file, text);
  for (const [, path = ''] of text.matchAll(/\b(?:from|import) ?["'](\.[^"']+)["']/g)) {
    staticTexts(join(dirname(file), path), seen);
  }
  return seen;
}

describe.each(serverNames(repositoryRoot))('the bundle of %s', (name) => {
  const bundle = join(repositoryRoot, 'servers', name, 'dist/bin.js');

  it('imports next to nothing before it looks at the version, in syntax of 2018', () => {
    const text = [...staticTexts(bundle).values()].join('\n');
    expect(text.length).toBeLessThan(4096);
    expect(text).not.toMatch(/\bawait\b|\?\?|\?\.[a-z(]|\|\|=|import ?\{[^}]*\} ?from ?"node:(?!module")/);
  });

  it.each(['20.20.2', '22.18.0', '18.0.0'])('ends in one sentence on %s', (version) => {
    const pretend = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${pretend}`, bundle, 'list'],
      { encoding: 'utf8' },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      `This program needs Node.js 22.19 or newer and was started by ${version}: install a current one from https://nodejs.org and start it again.\n`,
    );
  });

  it('declares that version', () => {
    const manifest: unknown = JSON.parse(
      readFileSync(join(repositoryRoot, 'servers', name, 'package.json'), 'utf8'),
    );
    expect(manifest).toMatchObject({ engines: { node: '>=22.19' } });
  });
});
