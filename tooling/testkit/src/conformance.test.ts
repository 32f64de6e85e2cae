import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { passedScenarios, requiredScenarios, runConformance } from './conformance.ts';
import { revisions, runGenericConformance, untestable } from './conformance-generic.ts';
import { conformanceServer } from './conformance-server/server.ts';
import { serveHttp } from './serve-http.ts';
import { fixtureServer } from './spawn-fixture/server.ts';

const baseline = fileURLToPath(new URL('conformance-baseline.yml', import.meta.url));
/** What takes a session, and MCP log messages. */
const notOffered = [
  'elicitation-sep1034-defaults',
  'elicitation-sep1330-enums',
  'logging-set-level',
  'tools-call-elicitation',
  'tools-call-sampling',
  'tools-call-with-logging',
];

// the revision runs them without counting them, since the suite's own server fails them
const unscored = ['json-schema-2020-12', 'http-header-validation', 'http-custom-header-server-validation'];

const scenariosOf = (failures: readonly string[]) => [
  ...new Set(failures.map((failure) => failure.slice(0, failure.indexOf(':')))),
];

/** The suites hold for both ways that a request may take. */
const lanes = [
  { lane: 'with the fast lane', environment: {} },
  { lane: 'without it', environment: { PATCHBAY_FAST_LANE: 'false' } },
];

describe.each(lanes)('the conformance server, $lane', ({ environment }) => {
  it('meets every requirement of 2026-07-28, without a baseline', async () => {
    await using served = await serveHttp(conformanceServer, { environment });
    const report = await runConformance(served.url, {
      line: 'current',
      args: ['--requirements', '2026-07-28'],
    });
    expect(report.exitCode, report.summary).toBe(0);
    const required = await requiredScenarios('2026-07-28');
    expect(required.length).toBeGreaterThanOrEqual(37);
    expect(passedScenarios(report)).toEqual(expect.arrayContaining([...required, ...unscored]));
  });

  it('meets every requirement of 2025-11-25 but those on sessions and log messages', async () => {
    await using served = await serveHttp(conformanceServer, { environment });
    const args = ['--requirements', '2025-11-25'];
    const report = await runConformance(served.url, { line: 'current', args, baseline });
    expect(report.exitCode, report.summary).toBe(0);
    expect(scenariosOf(report.failures).toSorted()).toEqual(notOffered);
    expect(passedScenarios(report)).toContain('json-schema-2020-12');
  });

  it('passes the suite that 2025 clients were built against but for the same scenarios', async () => {
    await using served = await serveHttp(conformanceServer, { environment });
    const report = await runConformance(served.url, { line: '0.1', args: ['--suite', 'all'], baseline });
    expect(report.exitCode, report.summary).toBe(0);
    expect(scenariosOf(report.failures).toSorted()).toEqual(notOffered);
  });
});

describe.each(lanes)('the part of the suite that needs no fixtures, $lane', ({ environment }) => {
  it.each(revisions)('holds a server without any fixture to %s', async (revision) => {
    await using served = await serveHttp(fixtureServer, { environment });
    const { passed, scenarios, failures, report } = await runGenericConformance(served.url, revision);
    expect(failures).toEqual([]);
    expect(passed).toEqual(scenarios);
    const stateless = report.failures.filter((failure) => failure.startsWith('server-stateless:'));
    expect(stateless.toSorted()).toEqual(revision === '2026-07-28' ? untestable.toSorted() : []);
  });
});
