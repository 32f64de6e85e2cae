import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const usage = `Usage: pnpm bench <name> [flags]

http            answers per second over HTTP against a raw node:http echo, a bare createMcpHandler and, with
                --peers, other servers of the protocol
sessions        agents at once against weather and CRM: every answer judged, writes counted, memory watched
startup         spawn to the first answer on stdio against node -e 0, and memory over many calls
workers         a caller's short calls to worker processes beside fifty runaways of another caller
loop            the longest time that calls on much data hold the event loop of a built server
crm-tokens      what the answers to eight usual questions to a CRM cost a model
crm-soak        exactly-once writes of two processes on one database, one killed in every round
jobs-soak       jobs of several processes on one store, one killed now and then (flags: --jobs --kills --processes --url)
crm-leads       tools at a million leads beside bare statements (flags: --leads --runs --url)
crm-duplicates  duplicate detection against its targets: people|companies|create|size <sizes>, febrl|pairs <files>
weather-places  CPU of the first and of later answers about names of places (flag: --rounds)

--rounds 7       alternating rounds, or rounds of the soak (50), of workers and of loop (3)
--seconds 3      length of one round of http
--connections 32 of http
--peers          with other servers of the protocol in http; installs them from npm
--revision       of the protocol, 2026-07-28 or 2025-11-25; both without it
--calls 100000   of startup, over which memory is watched
--twins 200      concurrent calls in a round of the soak
--sessions 500,1000      concurrent agents, one run after the other
--minutes 5      how long all sessions are there, after they have come at 50 a second
--server weather,crm     servers of sessions; build them first
--think 0.2,5    seconds that an agent thinks between two steps, from and to
--seed 1         of what agents do
--rows 20000     records of each kind in the CRM of loop
--file           a CRM file for loop that was filled before
--url            a postgres:// URL for crm-soak, jobs-soak and crm-leads; SQLite without it

Rounds alternate between contenders and medians are printed, since machines are noisy: read the ratios.
`;

const [name, ...rest] = process.argv.slice(2);

/** Benches with flags of their own live beside the code that they measure. */
const scripts: Readonly<Record<string, string>> = {
  'jobs-soak': '../../../packages/storage/bench/jobs-soak.ts',
  'crm-leads': '../../../servers/crm/bench/leads.ts',
  'crm-tokens': '../../../servers/crm/bench/tokens.ts',
  'crm-duplicates': '../../../servers/crm/bench/duplicates.ts',
  'weather-places': '../../../servers/weather/bench/places.ts',
};

const options = {
  rounds: { type: 'string' },
  seconds: { type: 'string', default: '3' },
  connections: { type: 'string', default: '32' },
  peers: { type: 'boolean', default: false },
  revision: { type: 'string' },
  calls: { type: 'string', default: '100000' },
  twins: { type: 'string', default: '200' },
  sessions: { type: 'string', default: '500,1000' },
  minutes: { type: 'string', default: '5' },
  server: { type: 'string', default: 'weather,crm' },
  think: { type: 'string', default: '0.2,5' },
  seed: { type: 'string', default: '1' },
  rows: { type: 'string', default: '20000' },
  file: { type: 'string' },
  url: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function main(): Promise<string> {
  const { values } = parseArgs({ args: rest, options });
  if (values.help) return usage;
  const rounds = Number(values.rounds ?? 7);
  switch (name) {
    case 'http': {
      const { benchHttp } = await import('./http/bench.ts');
      const { peers } = values;
      const [seconds, connections] = [Number(values.seconds), Number(values.connections)];
      const plan = { rounds, seconds, connections, peers, revision: values.revision };
      await benchHttp(plan, (text) => void process.stdout.write(`${text}\n`));
      return '';
    }
    case 'sessions': {
      const { benchSessions } = await import('./sessions/command.ts');
      return judged(await benchSessions(values));
    }
    case 'startup': {
      const { benchStartup } = await import('./startup.ts');
      return benchStartup(rounds, Number(values.calls));
    }
    case 'loop': {
      const { benchLoop } = await import('./loop/bench.ts');
      const plan = { rows: Number(values.rows), rounds: Number(values.rounds ?? 3), file: values.file };
      return judged(await benchLoop(plan));
    }
    case 'workers': {
      const { benchWorkers } = await import('./workers/bench.ts');
      return judged(await benchWorkers(Number(values.rounds ?? 3)));
    }
    case 'crm-soak': {
      const { soakCrm } = await import('./crm/soak.ts');
      const plan = { rounds: Number(values.rounds ?? 50), twins: Number(values.twins) };
      return soakCrm({ ...plan, databaseUrl: values.url });
    }
    default:
      return usage;
  }
}

/** The text of a bench that passes or fails. */
function judged({ text, passed }: { readonly text: string; readonly passed: boolean }): string {
  if (!passed) process.exitCode = 1;
  return text;
}

/** Runs a bench of its own, to its end. */
function run(script: string, more: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [`${import.meta.dirname}/${script}`, ...rest, ...more], {
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

async function runScript(script: string): Promise<number> {
  if (name !== 'crm-duplicates') return run(script, []);
  // the names come from a library that no server may depend on
  const { writeNamePools } = await import('./crm/name-pools.ts');
  const { file, remove } = await writeNamePools();
  return run(script, ['--names', file]).finally(remove);
}

const script = scripts[name ?? ''];
if (script === undefined) process.stdout.write(`${await main()}\n`);
else process.exitCode = await runScript(script);
