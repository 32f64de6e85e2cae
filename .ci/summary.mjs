import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Counts tests and checks out of their reports. A step that failed without naming a failure counts as one.
const [folder = '.', ...steps] = process.argv.slice(2);
const statusOf = Object.fromEntries(steps.map((step) => step.split('=')));
const read = (file) =>
  existsSync(join(folder, file)) ? JSON.parse(readFileSync(join(folder, file), 'utf8')) : undefined;

const files = read('tests.json')?.testResults ?? [];
const tests = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
const broken = files.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
);
const checks = (read('checks.json') ?? []).map(({ findings }) =>
  findings.length === 0 ? 'passed' : 'failed',
);

const count = (list, status) => list.filter((one) => one === status).length;
const failures = { test: count(tests, 'failed') + broken.length, check: count(checks, 'failed'), install: 0 };
for (const [step, status] of Object.entries(statusOf)) {
  if (status !== '0' && failures[step] === 0) failures[step] = 1;
}

const passed = count(tests, 'passed') + count(checks, 'passed');
const failed = failures.install + failures.test + failures.check;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
