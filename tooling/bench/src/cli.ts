import { parseArgs } from 'node:util';
import { benchHttp } from './http.ts';
import { benchStartup } from './startup.ts';

const usage = `Usage: pnpm bench [http | startup | crm-tokens] [--rounds 7] [--seconds 3] [--connections 32]

http        calls per second over HTTP against a raw node:http echo and a bare createMcpHandler
startup     spawn to the first answer on stdio against node -e 0
crm-tokens  what the answers to eight usual questions to a CRM cost a model

Rounds alternate between contenders and medians are printed, since machines are noisy: read the ratios.
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '32' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [rounds, seconds, connections] = [
  Number(values.rounds),
  Number(values.seconds),
  Number(values.connections),
];
const wanted = positionals.length === 0 ? ['startup', 'http'] : positionals;

const benches = ['startup', 'http', 'crm-tokens'];

if (values.help || wanted.some((name) => !benches.includes(name))) process.stdout.write(usage);
else {
  if (wanted.includes('startup')) process.stdout.write(`${await benchStartup(rounds)}\n\n`);
  if (wanted.includes('crm-tokens')) {
    const { benchCrmTokens } = await import('./crm/tokens.ts');
    process.stdout.write(`${await benchCrmTokens()}\n`);
  }
  if (wanted.includes('http')) process.stdout.write(`${await benchHttp({ rounds, seconds, connections })}\n`);
}
