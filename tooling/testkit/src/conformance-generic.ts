import { type ConformanceReport, runConformance } from './conformance.ts';

/** The revisions of the protocol that every server is held to. */
export const revisions = ['2025-11-25', '2026-07-28'] as const;

/** A revision of the protocol. */
export type Revision = (typeof revisions)[number];

/**
 * The scenarios of the suite that need no fixtures, so that any server can be held to them.
 *
 * The suite's other scenarios call tools by name that only its own test servers have.
 */
const genericScenarios: Readonly<Record<Revision, readonly string[]>> = {
  '2025-11-25': [
    'server-initialize',
    'ping',
    'tools-list',
    'resources-list',
    'prompts-list',
    'dns-rebinding-protection',
  ],
  '2026-07-28': [
    'server-stateless',
    'tools-list',
    'resources-list',
    'prompts-list',
    'caching',
    'sep-2164-resource-not-found',
    'dns-rebinding-protection',
    'server-sse-multiple-streams',
    'http-header-validation',
    'input-required-result-unsupported-methods',
    'input-required-result-validate-input',
  ],
};

/** Checks that need one of the suite's diagnostic tools, so that they fail at every server of a domain. */
export const untestable = [
  'server-stateless:sep-2575-server-rejects-undeclared-capability',
  'server-stateless:sep-2575-missing-capability-http-400',
  'server-stateless:sep-2575-http-server-no-independent-requests-on-stream',
  'server-stateless:sep-2575-server-no-log-without-loglevel',
] as const;

/** What the generic part of the suite found. */
export interface GenericReport {
  /** Scenarios that ought to have run. */
  readonly scenarios: readonly string[];
  /** Scenarios that ran at least one check and failed none that can be tested. */
  readonly passed: readonly string[];
  /** Failed checks, as `scenario:check-id`. */
  readonly failures: readonly string[];
  readonly report: ConformanceReport;
}

/** Holds the server at a URL to everything in the suite that needs no fixtures. */
export async function runGenericConformance(url: URL, revision: Revision): Promise<GenericReport> {
  const report = await runConformance(url, { line: 'current', args: ['--requirements', revision] });
  const scenarios = genericScenarios[revision];
  const failures = report.failures.filter(
    (failure) =>
      scenarios.some((scenario) => failure.startsWith(`${scenario}:`)) &&
      !untestable.some((check) => check === failure),
  );
  const passed = scenarios.filter(
    (scenario) =>
      report.scenarios.get(scenario)?.some(({ status }) => status === 'SUCCESS') === true &&
      !failures.some((failure) => failure.startsWith(`${scenario}:`)),
  );
  return { scenarios, passed, failures, report };
}
