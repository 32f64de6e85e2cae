/** One check. */
export interface Check {
  readonly name: string;
  /** What it holds, for `--help`. */
  readonly purpose: string;
  /** One line per violation; none when all is well. */
  run(root: string): Promise<readonly string[]> | readonly string[];
  /** What there is to know when all is well: one line each. */
  facts?(root: string): readonly string[];
}

/** How a check ended. */
export interface CheckOutcome {
  readonly name: string;
  readonly findings: readonly string[];
  readonly facts: readonly string[];
  readonly ms: number;
}

/** Runs a check; one that breaks down has failed. */
export async function runCheck(check: Check, root: string): Promise<CheckOutcome> {
  const started = performance.now();
  const findings = await Promise.resolve()
    .then(() => check.run(root))
    .catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
  const facts = findings.length === 0 ? (check.facts?.(root) ?? []) : [];
  return { name: check.name, findings, facts, ms: performance.now() - started };
}

/** An outcome as lines for a terminal. */
export function outcomeText({ name, findings, facts, ms }: CheckOutcome): string {
  const seconds = `${(ms / 1000).toFixed(1)} s`;
  const head = `${findings.length === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(12)} ${seconds.padStart(7)}`;
  return [head, ...[...findings, ...facts].map((line) => line.replaceAll(/^/gm, '       '))].join('\n');
}
