import { parseArgs } from 'node:util';
import { startLeadApiEmulator } from './lead-api/index.ts';
import { startNwsEmulator } from './nws/index.ts';
import { startOpenMeteoEmulator } from './open-meteo/index.ts';
import type { Emulator } from './server.ts';

const HELP = `Usage: node tooling/emulators/src/cli.ts <open-meteo|nws|lead-api> [options]

Runs a stand-in for an upstream API until it is stopped. It needs no network.

Options:
  --port <n>     port on 127.0.0.1 (default: a free one)
  --seed <text>  which synthetic world or leads (default: 1)
  --limits       open-meteo: enforce the rate limits of the free hosts
  --help         this text
`;

interface Settings {
  port: number;
  seed: string;
  limits: boolean;
}

const STARTERS = new Map<string, (settings: Settings) => Promise<Emulator>>([
  ['open-meteo', startOpenMeteoEmulator],
  ['nws', startNwsEmulator],
  ['lead-api', startLeadApiEmulator],
]);

function fail(message: string): never {
  process.stderr.write(`${message}\n\n${HELP}`);
  process.exit(2);
}

function readArguments(): { start: (settings: Settings) => Promise<Emulator>; settings: Settings } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      limits: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    fail(`--port must be a port number, not ${values.port}.`);
  const [name = ''] = positionals;
  const start = STARTERS.get(name);
  if (!start) fail(name ? `There is no emulator called ${name}.` : 'Which emulator?');
  return { start, settings: { port, seed: values.seed, limits: values.limits } };
}

function parse(): ReturnType<typeof readArguments> {
  try {
    return readArguments();
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const { start, settings } = parse();
const emulator = await start(settings);
process.stdout.write(`${emulator.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    emulator.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
