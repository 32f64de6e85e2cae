import { Console } from 'node:console';
import type { AnyServer, DependencyHealth, ServerDeps } from '@patchbay/core';
import { surfaceReport } from '@patchbay/core/engine';
import { createRuntime, type Runtime } from '../runtime.ts';
import { type DoctorOptions, type Finding, problemOf, within } from './finding.ts';
import type { CommandLine } from './flags.ts';
import type { Host } from './host.ts';
import { count } from './text.ts';

const closeMs = 500;

interface ServerCheckOptions extends DoctorOptions {
  /** Whether configuration and selection allow the server to be set up at all. */
  readonly usable: boolean;
}

/** Sets the server up as `stdio` does, asks each of its dependencies, and watches what reaches standard output. */
export async function checkServer(
  server: AnyServer,
  line: CommandLine,
  host: Host,
  options: ServerCheckOptions,
): Promise<Finding[]> {
  if (!options.usable) {
    const detail = 'not tried, because the server would not start';
    return [{ status: 'warn', check: 'set-up', detail, fix: 'correct the failures first' }];
  }
  const watch = watchOutput(host);
  try {
    const findings = await setUpAndAsk(server, line, host, options.deadlineMs);
    return [...findings, outputFinding(watch.seen())];
  } finally {
    watch.end();
  }
}

async function setUpAndAsk(
  server: AnyServer,
  line: CommandLine,
  host: Host,
  deadlineMs: number,
): Promise<Finding[]> {
  let runtime: Runtime | undefined;
  try {
    runtime = await createRuntime(server, {
      // nothing of this visit is to be exported
      environment: { ...host.environment, OTEL_SDK_DISABLED: 'true', PATCHBAY_LOG_LEVEL: 'silent' },
      selection: line.selection,
      demo: line.has('demo'),
      transport: 'stdio',
      logLevel: 'silent',
    });
    const deps = await within(deadlineMs, runtime.deps, undefined);
    if (deps === undefined) return [setUpFailure(`not done within ${deadlineMs} ms`)];
    const { totals } = surfaceReport(server, runtime.selection);
    const detail = `${count(totals.tools, 'tool')}, ${totals.estimated ? '≈' : ''}${count(totals.tokens, 'token')}${line.has('demo') ? ', demo data' : ''}`;
    return [
      { status: 'ok', check: 'set-up', detail },
      ...(await askDependencies(deps, deadlineMs)),
      ...(line.has('demo') ? [] : await checkArchive(deps, deadlineMs)),
    ];
  } catch (error) {
    return [setUpFailure(problemOf(error))];
  } finally {
    await runtime?.close(closeMs);
  }
}

function setUpFailure(detail: string): Finding {
  return { status: 'fail', check: 'set-up', detail, fix: 'correct the settings, or try --demo' };
}

async function askDependencies(deps: ServerDeps, deadlineMs: number): Promise<Finding[]> {
  const check = 'dependencies';
  try {
    const signal = AbortSignal.timeout(deadlineMs);
    // a port that ignores its signal must not hold up the report
    const health = await within(deadlineMs + 250, deps.health({ probe: true, signal }), undefined);
    if (health !== undefined) return health.map(dependencyFinding);
    const detail = `no answer within ${deadlineMs} ms`;
    return [{ status: 'fail', check, detail, fix: 'check the network and the settings, or try --demo' }];
  } catch (error) {
    return [{ status: 'fail', check, detail: problemOf(error), fix: 'check the network and the settings' }];
  }
}

/** Whether what the server keeps could be backed up from here; nothing for servers that keep nothing. */
async function checkArchive({ archive }: ServerDeps, deadlineMs: number): Promise<Finding[]> {
  if (archive === undefined) return [];
  const [check, fix] = ['backup', 'make the store reachable'];
  try {
    const found = await within(deadlineMs, archive.check(), undefined);
    if (found === undefined)
      return [{ status: 'warn', check, detail: `no answer within ${deadlineMs} ms`, fix }];
    const { ready, detail } = found;
    return [
      { status: ready ? 'ok' : 'warn', check, detail, ...(found.fix !== undefined && { fix: found.fix }) },
    ];
  } catch (error) {
    return [{ status: 'warn', check, detail: problemOf(error), fix }];
  }
}

const verdicts = { up: 'ok', degraded: 'warn', unknown: 'warn', down: 'fail' } as const;

function dependencyFinding({ name, status, required, detail, cause }: DependencyHealth): Finding {
  const verdict = status === 'down' && !required ? 'warn' : verdicts[status];
  const role = required ? 'required' : 'optional';
  return {
    status: verdict,
    check: `dependency ${name}`,
    detail: `${status}, ${role}${cause === undefined ? '' : `, ${cause}`}${detail === undefined ? '' : `: ${detail}`}`,
    ...(verdict !== 'ok' && { fix: `make ${name} reachable, or try --demo` }),
  };
}

/** Takes standard output away from everyone else, as the protocol needs it, and remembers who wrote there anyway. */
function watchOutput({ stdout }: Host): { seen(): string; end(): void } {
  let seen = '';
  const { write } = stdout;
  const { console } = globalThis;
  stdout.write = (chunk: string | Uint8Array) => {
    seen += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  globalThis.console = new Console(process.stderr, process.stderr);
  return {
    seen: () => seen,
    end: () => {
      stdout.write = write;
      globalThis.console = console;
    },
  };
}

function outputFinding(seen: string): Finding {
  const check = 'standard output';
  if (seen === '') return { status: 'ok', check, detail: 'carries nothing but the protocol' };
  const detail = `${count(seen.length, 'character')} of something else appeared while the server was set up`;
  return { status: 'fail', check, detail, fix: 'report this: a client would take it for a broken message' };
}
