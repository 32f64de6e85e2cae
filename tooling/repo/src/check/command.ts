import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../workspace.ts';
import { boundaries } from './boundaries.ts';
import { budgets } from './budgets.ts';
import { type Check, type CheckOutcome, outcomeText, runCheck } from './check.ts';
import { docs } from './docs.ts';
import { lengths } from './lengths.ts';
import { links } from './links.ts';
import { names } from './names.ts';
import { purity } from './purity.ts';
import { drift, format, lint, types, unused } from './tools.ts';

/** All checks, in the order they run. */
export const checks: readonly Check[] = [
  format,
  lint,
  types,
  boundaries,
  purity,
  lengths,
  drift,
  names,
  links,
  docs,
  unused,
  budgets,
];

/** The `check` command: all checks or the named ones; 1 when any fails. `--report <file>` also writes them as JSON. */
export async function check(words: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...words],
    options: { report: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help) {
    for (const { name, purpose } of checks) process.stdout.write(`${name.padEnd(12)} ${purpose}\n`);
    return 0;
  }
  const unknown = positionals.filter((name) => !checks.some((known) => known.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no check ${unknown.join(', ')}. Checks are: ${checks.map(({ name }) => name).join(', ')}.`,
    );
  }
  const outcomes: CheckOutcome[] = [];
  for (const one of checks.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const outcome = await runCheck(one, repositoryRoot);
    process.stdout.write(`${outcomeText(outcome)}\n`);
    outcomes.push(outcome);
  }
  if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(outcomes));
  return outcomes.some(({ findings }) => findings.length > 0) ? 1 : 0;
}
