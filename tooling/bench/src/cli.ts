import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const usage = `Usage: pnpm bench <name> [flags]

http            calls per second over HTTP against a raw node:http echo and a bare createMcpHandler
startup         spawn to the first answer on stdio against node -e 0
crm-tokens      what the answers to eight usual questions to a CRM cost a model
crm-soak        exactly-once writes of two processes on one database, one killed in every round
crm-leads       tools at a million leads beside bare statements (flags: --leads --runs --url)
crm-duplicates  precision and recall of duplicate detection on files of the Febrl shape (arguments: files)

--rounds 7       alternating rounds, or rounds of the soak (50)
--seconds 3      length of one round of http
--connections 32 of http
--twins 200      concurrent calls in a round of the soak
--url            a postgres:// URL for crm-soak and crm-leads; SQLite without it

Rounds alternate between contenders and medians are printed, since machines are noisy: read the ratios.
`;

const [name, ...rest] = process.argv.slice(2);

/** Benches with flags of their own live beside the code that they measure. */
const scripts: Readonly<Record<string, string>> = {
  'crm-leads': '../../../servers/crm/bench/leads.ts',
  'crm-tokens': '../../../servers/crm/bench/tokens.ts',
  'crm-duplicates': '../../../servers/crm/bench/duplicates.ts',
};

async function main(): Promise<string> {
  const { values } = parseArgs({
    args: rest,
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '32' },
      twins: { type: 'string', default: '200' },
      url: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return usage;
  const rounds = Number(values.rounds ?? 7);
  switch (name) {
    case 'http': {
      const { benchHttp } = await import('./http.ts');
      return benchHttp({ rounds, seconds: Number(values.seconds), connections: Number(values.connections) });
    }
    case 'startup': {
      const { benchStartup } = await import('./startup.ts');
      return benchStartup(rounds);
    }
    case 'crm-soak': {
      const { soakCrm } = await import('./crm/soak.ts');
      return soakCrm({
        rounds: Number(values.rounds ?? 50),
        twins: Number(values.twins),
        databaseUrl: values.url,
      });
    }
    default:
      return usage;
  }
}

const script = scripts[name ?? ''];
if (script === undefined) process.stdout.write(`${await main()}\n`);
else
  spawn(process.execPath, [`${import.meta.dirname}/${script}`, ...rest], { stdio: 'inherit' }).on(
    'exit',
    (code) => process.exit(code ?? 1),
  );
