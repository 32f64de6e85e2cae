import { repositoryRoot } from '../workspace.ts';
import { generate } from './generate.ts';
import { listTokens } from './surface.ts';

/** The `gen` command. Returns the exit status: 1 when `--check` finds stale files. */
export async function gen(words: readonly string[]): Promise<number> {
  const check = words.includes('--check');
  const { stale, servers, failures } = await generate(repositoryRoot, { check });
  for (const path of stale) process.stdout.write(`${check ? 'stale' : 'wrote'} ${path}\n`);
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  if (check && stale.length > 0) {
    process.stdout.write('Run `pnpm gen` and commit what it writes.\n');
    return 1;
  }
  for (const facts of servers) {
    process.stdout.write(`${facts.name}: ${facts.tools.length} tools, ${listTokens(facts)} tokens\n`);
  }
  return failures.length === 0 ? 0 : 1;
}
