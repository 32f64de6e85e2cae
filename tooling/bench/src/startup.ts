import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { residentMegabytes } from './process-memory.ts';
import { median, table } from './statistics.ts';
import { type StdioProgram, startOnStdio } from './stdio-process.ts';

const servers = `${import.meta.dirname}/../../../servers`;

/** The bundled servers, each with the first thing that it is asked. */
const programs = {
  weather: {
    args: [`${servers}/weather/dist/bin.js`, '--demo'],
    tool: 'convert_temperature',
    input: { temperature: 100, from_unit: 'celsius', to_unit: 'kelvin' },
  },
  crm: {
    args: [`${servers}/crm/dist/bin.js`],
    tool: 'search_leads',
    input: { limit: 1 },
  },
} as const satisfies Readonly<Record<string, StdioProgram>>;

/** Measures how soon servers answer on stdio, and how much memory they hold; returns two tables. */
export async function benchStartup(rounds: number, calls: number): Promise<string> {
  for (const { args } of Object.values(programs))
    if (!existsSync(args[0])) throw new Error('Build first: pnpm build');
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-startup-'));
  try {
    return `${await startTimes(rounds, folder)}\n\n${await memory(calls)}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The CRM answers from a database that is there already, as it is at every start but the first. */
function casesIn(folder: string) {
  const database = { CRM_DATABASE_FILE: join(folder, 'crm.db') };
  const caches = {
    '': { NODE_DISABLE_COMPILE_CACHE: '1' },
    ', warm compile cache': { NODE_COMPILE_CACHE: join(folder, 'cache') },
  };
  return Object.entries(programs).flatMap(([name, program]) =>
    Object.entries(caches).map(([how, cache]) => ({
      name: `${name}, bundled${how}`,
      run: () => untilAnswer({ ...program, environment: { ...database, ...cache } }),
    })),
  );
}

/** Spawns each case in alternating rounds; a server counts until its first tool answer. */
async function startTimes(rounds: number, folder: string): Promise<string> {
  const all = [{ name: 'node -e 0', run: untilExit }, ...casesIn(folder)];
  const samples = all.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, { run }] of all.entries()) {
      const ms = await run();
      if (round >= 0) samples[index]?.push(ms);
    }
  }
  const floor = median(samples[0] ?? []);
  const rows = all.map(({ name }, index) => {
    const ms = median(samples[index] ?? []);
    return [name, ms.toFixed(1), (ms / floor).toFixed(2)];
  });
  return `Spawn to the first answer on stdio\n${table([['', 'ms', '× node -e 0'], ...rows])}`;
}

async function untilExit(): Promise<number> {
  const started = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - started;
}

/** Leaves in peace, since Node writes its compile cache when a process ends by itself. */
async function untilAnswer(program: StdioProgram): Promise<number> {
  const server = await startOnStdio(program);
  await server.leave();
  return server.firstAnswerMs;
}

const samplesOfMemory = 5;
/** Fewer than a server runs of one tool at the same time. */
const callsAtOnce = 50;

async function memory(calls: number): Promise<string> {
  const share = Math.ceil(calls / samplesOfMemory);
  const heads = Array.from({ length: samplesOfMemory }, (_, index) => `${share * (index + 1)} calls`);
  const rows: string[][] = [];
  for (const [name, program] of Object.entries(programs)) {
    const server = await startOnStdio({ ...program, args: [program.args[0], '--demo'] });
    const row = [name, megabytes(server.pid)];
    for (let sample = 0; sample < samplesOfMemory; sample += 1) {
      for (let done = 0; done < share; done += callsAtOnce) await server.callTimes(callsAtOnce);
      row.push(megabytes(server.pid));
    }
    await server.leave();
    rows.push(row);
  }
  return `Resident memory on stdio, MB\n${table([['', 'idle', ...heads], ...rows])}`;
}

function megabytes(pid: number | undefined): string {
  return residentMegabytes(pid)?.toFixed(0) ?? '–';
}
