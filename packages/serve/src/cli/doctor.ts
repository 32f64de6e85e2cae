import type { AnyServer } from '@patchbay/core';
import { createRedactor } from '@patchbay/observability';
import { commonConfig } from '../config.ts';
import { httpPort } from '../ports.ts';
import { secretValues } from '../secrets.ts';
import { checkConfiguration, checkSelection } from './doctor-config.ts';
import { checkKeys } from './doctor-keys.ts';
import { checkClock, checkCollector, checkNode, checkPort } from './doctor-machine.ts';
import { checkServer } from './doctor-server.ts';
import type { DoctorOptions, Finding } from './finding.ts';
import type { CommandLine } from './flags.ts';
import type { Host } from './host.ts';
import { count, painter } from './text.ts';

/**
 * The `doctor` command: looks at everything the server needs and says what to fix. No secret is ever printed.
 *
 * @returns the exit status: 0 when nothing fails, else 1.
 */
export async function doctor(
  server: AnyServer,
  line: CommandLine,
  host: Host,
  options: DoctorOptions = { deadlineMs: 4000, port: httpPort(server.name) },
): Promise<0 | 1> {
  const config = checkConfiguration(server, host);
  const selection = checkSelection(server, line);
  const usable = ![...config, ...selection].some(({ status }) => status === 'fail');
  const [machine, service, keys] = await Promise.all([
    Promise.all([checkNode(host), checkClock(host), checkPort(options), checkCollector(host, options)]),
    checkServer(server, line, host, { ...options, usable }),
    usable ? [await checkKeys(server, host, options)] : [],
  ]);
  const [node, clock, port, collector] = machine;
  const findings = [node, clock, ...config, ...selection, ...service, ...keys, collector, port];
  const clean = hideSecrets(server, host, findings);
  const failed = clean.some(({ status }) => status === 'fail');
  host.stdout.write(line.has('json') ? json(server, clean, !failed) : human(clean, host));
  return failed ? 1 : 0;
}

/** A second line of defence: no check puts a secret into its words, whatever the server's own texts say. */
function hideSecrets(server: AnyServer, { environment }: Host, findings: readonly Finding[]): Finding[] {
  const redactor = createRedactor({ secrets: secretValues(environment, server.config, commonConfig) });
  const settings = { ...server.config.shape, ...commonConfig.shape };
  const cleaned = (detail: string) => {
    // `TOKEN: is …` is a complaint about a setting; to the redactor it looks like a secret behind its name
    const [name = ''] = detail.split(': ', 1);
    const start = name in settings ? name.length + 2 : 0;
    return detail.slice(0, start) + redactor.text(detail.slice(start));
  };
  return findings.map(({ status, check, detail, fix }) => ({
    status,
    check,
    detail: cleaned(detail),
    ...(fix !== undefined && { fix: redactor.text(fix) }),
  }));
}

function json(server: AnyServer, findings: readonly Finding[], ok: boolean): string {
  return `${JSON.stringify({ server: server.name, version: server.version, ok, checks: findings }, null, 2)}\n`;
}

const colours = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

function human(findings: readonly Finding[], host: Host): string {
  const paint = painter(host);
  const lines = findings.map(({ status, check, detail, fix }) => {
    const advice = fix === undefined ? '' : ` → ${fix}`;
    return `${paint(colours[status], status.padEnd(4))}  ${check} — ${detail}${advice}`;
  });
  const number = (status: Finding['status']) =>
    findings.filter((finding) => finding.status === status).length;
  const sum = `${count(number('fail'), 'failure')}, ${count(number('warn'), 'warning')}.`;
  return `${[...lines, '', sum].join('\n')}\n`;
}
