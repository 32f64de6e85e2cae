import { repositoryRoot } from '../workspace.ts';
import { releaseImpact, stampReleases } from './impact.ts';

/** The `release` command: `impact` fails when a changed server lacks a changeset, `stamp` notes raised versions. */
export async function release(words: readonly string[]): Promise<number> {
  const [action] = words;
  if (action === 'stamp') {
    for (const line of await stampReleases(repositoryRoot)) process.stdout.write(`stamped ${line}\n`);
    return 0;
  }
  if (action !== 'impact') throw new Error('Usage: repo release impact | repo release stamp');
  const findings = await releaseImpact(repositoryRoot);
  for (const line of findings) process.stdout.write(`${line}\n`);
  if (findings.length > 0) process.stdout.write('Write one with `npx -y pnpm@12 changeset`.\n');
  return findings.length > 0 ? 1 : 0;
}
