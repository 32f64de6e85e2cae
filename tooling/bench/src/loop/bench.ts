import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { member } from '../json.ts';
import { freePort } from '../server-process.ts';
import { median, table } from '../statistics.ts';
import { crmCases, type LoopCase, weatherCases } from './cases.ts';

/** Nothing of ours may hold the event loop longer, in milliseconds of the processor without the collector. */
const limitMs = 20;

const servers = `${import.meta.dirname}/../../../../servers`;

/** What to run. */
export interface LoopPlan {
  /** Records of each kind in the CRM. */
  readonly rows: number;
  /** Times each call is made; the middle one counts. */
  readonly rounds: number;
  /** A filled CRM file from before, instead of a new one. */
  readonly file?: string | undefined;
}

/** Calls every tool that could hold the loop of a built server, and tells the longest stretch of each. */
export async function benchLoop(
  plan: LoopPlan,
): Promise<{ readonly text: string; readonly passed: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-loop-'));
  try {
    const file = plan.file ?? filled(join(folder, 'crm.db'), plan.rows);
    const crm = await watch('crm', [], { CRM_DATABASE_FILE: file }, crmCases, plan.rounds);
    const weather = await watch('weather', ['--demo'], { TMPDIR: folder }, weatherCases, plan.rounds);
    const measured = [...crm, ...weather];
    const rows = measured.map(({ name, ms, answerMs, note }) => [
      name,
      ms.toFixed(1),
      answerMs.toFixed(0),
      note,
    ]);
    const over = measured.filter(({ ms, note }) => ms > limitMs || note !== '').length;
    const text = `${table([['', 'longest ms', 'answer ms', ''], ...rows])}\n\n${over} over ${limitMs} ms or not as expected, of ${measured.length}`;
    return { text, passed: over === 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filled(file: string, rows: number): string {
  execFileSync(process.execPath, [`${servers}/crm/bench/loop-fill.ts`, file, String(rows)], {
    stdio: 'inherit',
  });
  return file;
}

interface Measured {
  readonly name: string;
  /** The longest stretch, in milliseconds. */
  readonly ms: number;
  readonly answerMs: number;
  readonly note: string;
}

async function watch(
  name: string,
  flags: readonly string[],
  environment: Readonly<Record<string, string>>,
  cases: readonly LoopCase[],
  rounds: number,
): Promise<readonly Measured[]> {
  const port = await freePort();
  const probe = `${import.meta.dirname}/probe.ts`;
  const args = [
    '--import',
    probe,
    `${servers}/${name}/dist/bin.js`,
    'http',
    ...flags,
    '--port',
    String(port),
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, PATCHBAY_LOG_LEVEL: 'error', PATCHBAY_RATE_LIMIT: '0', ...environment },
  });
  try {
    const origin = `http://127.0.0.1:${port}`;
    await ready(origin);
    const measured: Measured[] = [];
    for (const one of cases) measured.push(await measure(child, origin, name, one, rounds));
    return measured;
  } finally {
    child.kill('SIGKILL');
  }
}

async function measure(
  child: ChildProcess,
  origin: string,
  server: string,
  { tool, what, args, refused }: LoopCase,
  rounds: number,
): Promise<Measured> {
  const name = `${server} ${tool}, ${what}`;
  // the first call compiles and opens what later ones find
  let isError = await call(origin, tool, args);
  await longest(child);
  const all: { readonly ms: number; readonly answerMs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    isError = await call(origin, tool, args);
    all.push({ answerMs: performance.now() - started, ms: await longest(child) });
  }
  const expected = isError === undefined ? false : refused === true;
  const note = expected === (isError !== undefined) ? '' : (isError ?? 'was not refused');
  return {
    name,
    ms: median(all.map(({ ms }) => ms)),
    answerMs: median(all.map((one) => one.answerMs)),
    note,
  };
}

async function longest(child: ChildProcess): Promise<number> {
  child.send('longest');
  const [answer]: unknown[] = await once(child, 'message');
  return Number(member(answer, 'longest'));
}

/** Calls a tool; gives the text of its error, or undefined. */
async function call(origin: string, tool: string, args: object): Promise<string | undefined> {
  const response = await fetch(`${origin}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: tool, arguments: args },
    }),
  });
  const text = await response.text();
  const line =
    text
      .split('\n')
      .find((one) => one.startsWith('data: '))
      ?.slice('data: '.length) ?? text;
  const result = member(JSON.parse(line), 'result');
  return member(result, 'isError') === true
    ? JSON.stringify(member(result, 'content')).slice(0, 90)
    : undefined;
}

async function ready(origin: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const found = await fetch(`${origin}/readyz`).catch(() => undefined);
    await found?.body?.cancel();
    if (found?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${origin} did not become ready.`);
}
