/** One check. */
export interface Check {
  readonly name: string;
  /** What it holds, for `--help`. */
  readonly purpose: string;
  /** One line per violation; none when all is well. */
  run(root: string): Promise<readonly string[]> | readonly string[];
}

/** How a check ended. */
export interface CheckOutcome {
  readonly name: string;
  readonly findings: readonly string[];
  readonly ms: number;
}

/** Runs a check; one that breaks down has failed. */
export async function runCheck(check: Check, root: string): Promise<CheckOutcome> {
  const started = performance.now();
  const findings = await Promise.resolve()
    .then(() => check.run(root))
    .catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
  return { name: check.name, findings, ms: performance.now() - started };
}

/** An outcome as lines for a terminal. */
export function outcomeText({ name, findings, ms }: CheckOutcome): string {
  const seconds = `${(ms / 1000).toFixed(1)} s`;
  const head = `${findings.length === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(12)} ${seconds.padStart(7)}`;
  return [head, ...findings.map((finding) => finding.replaceAll(/^/gm, '       '))].join('\n');
}
