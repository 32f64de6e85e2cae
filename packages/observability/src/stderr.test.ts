import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const INDEX = new URL('./index.ts', import.meta.url).href;
const STDERR = new URL('./stderr.ts', import.meta.url).href;
const CANARY = 'canary-5Ecret/value+1';

/** A program that runs code with `logger` and `CANARY` defined. */
function childProgram(code: string): string {
  return `
    import { createLogger, createRedactor, exitOnCrash } from ${JSON.stringify(INDEX)};
    const CANARY = ${JSON.stringify(CANARY)};
    const redactor = createRedactor({ secrets: [CANARY] });
    const logger = createLogger({ level: 'info', name: 'child', version: '0', redactor });
    ${code}`;
}

function start(code: string): ChildProcess {
  const program = childProgram(code);
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(code: string) {
  return collect(start(code));
}

async function collect(child: ChildProcess) {
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    output.stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    output.stderr += String(chunk);
  });
  const [status] = await once(child, 'close');
  const lines = output.stderr.trimEnd().split('\n');
  return { ...output, status: Number(status), lines };
}

it('writes every line before the process exits, and nothing to standard output', async () => {
  const { stdout, lines, status } = await run(`
    for (let i = 0; i < 20_000; i += 1) logger.info({ i }, 'line');
    process.exit(3);`);
  expect(status).toBe(3);
  expect(stdout).toBe('');
  expect(lines.map((line) => JSON.parse(line).i)).toEqual(Array.from({ length: 20_000 }, (_, i) => i));
});

it('writes what is pending when the event loop runs empty', async () => {
  const { stdout, lines } = await run(
    `logger.info({}, 'first'); setTimeout(() => logger.info({}, 'last'), 15);`,
  );
  expect(stdout).toBe('');
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['first', 'last']);
});

it.each([
  ['an uncaught exception', "throw new Error('boom ' + CANARY, { cause: CANARY });"],
  ['an unhandled rejection', "await 0; void Promise.reject(new Error('boom ' + CANARY));"],
])('reports %s as one redacted fatal line and exits with 1', async (_kind, code) => {
  const { stdout, stderr, lines, status } = await run(`
    exitOnCrash(logger, process);
    logger.info({}, 'before');
    setTimeout(() => {}, 10_000);
    ${code}`);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).not.toContain(CANARY);
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['before', 'crashed']);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ level: 'fatal', err: { message: 'boom [REDACTED]' } });
});

it('drops lines beyond its bound rather than grow, says how many, and catches up with a late reader', async () => {
  const child = start(`
    const line = { text: 'x'.repeat(4_000) };
    for (let i = 0; i < 5_000; i += 1) logger.info(line, 'line');
    process.stdout.write('logged');
    setTimeout(() => logger.flush(), 50);`);
  if (child.stdout === null || child.stderr === null) throw new TypeError('no pipes');
  await once(child.stdout, 'data');
  const { lines } = await collect(child);
  const parsed = lines.map((line) => JSON.parse(line));
  const written = parsed.filter(({ msg }) => msg === 'line').length;
  const dropped = parsed.reduce((sum, line) => sum + (line.dropped_lines ?? 0), 0);
  expect(dropped).toBeGreaterThan(0);
  expect(written + dropped).toBe(5_000);
});

it('flushes on request', async () => {
  const { lines } = await run(`
    logger.info({}, 'kept');
    await logger.flush();
    process.kill(process.pid, 'SIGKILL');`);
  expect(lines).toHaveLength(1);
});

it.skipIf(process.platform === 'win32')(
  'lets the process go on and exit when nobody reads standard error',
  async () => {
    const code = `
      import { stderrDestination } from ${JSON.stringify(STDERR)};
      const log = stderrDestination();
      for (let i = 0; i < 5_000; i += 1) log.write('x'.repeat(4_000) + '\\n');
      setTimeout(() => { log.write('late\\n'); process.stdout.write('alive'); process.exit(0); }, 100);`;
    const unread =
      'exec 3>&1; { "$0" --input-type=module --eval "$1" 2>&1 >&3; echo ", exit $?" >&3; } | sleep 600';
    const shell = spawn('sh', ['-c', unread, process.execPath, code], {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    let output = '';
    for await (const chunk of shell.stdout) {
      output += String(chunk);
      if (output.includes('exit')) break;
    }
    if (shell.pid !== undefined) process.kill(-shell.pid);
    expect(output).toBe('alive, exit 0\n');
  },
);

it('lets the process go on when standard error was closed', async () => {
  const child = start(`
    setTimeout(() => { for (let i = 0; i < 100; i += 1) logger.error({ i }, 'lost'); }, 50);
    setTimeout(() => { logger.fatal({}, 'lost too'); process.exit(0); }, 100);`);
  child.stderr?.destroy();
  const [status] = await once(child, 'exit');
  expect(status).toBe(0);
});
