import { parseArgs } from 'node:util';
import type { Emulator } from './server.ts';

/** What the command line says about an emulator. */
export interface Settings {
  readonly port: number;
  readonly seed: string;
  readonly limits: boolean;
}

/** The emulators of a command, by the name that chooses one. */
export type Starters = Readonly<Record<string, (settings: Settings) => Promise<Emulator>>>;

/**
 * Runs the emulator that the command line names: prints its origin, then serves until SIGINT or SIGTERM.
 *
 * `program` is the command's own file as the help shows it. Ends the process with 2 and the usage on standard error for
 * words that are not understood.
 */
export async function runEmulator(program: string, starters: Starters): Promise<void> {
  const { start, settings } = choose(program, starters);
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
}

interface Choice {
  readonly start: Starters[string];
  readonly settings: Settings;
}

function choose(program: string, starters: Starters): Choice {
  const help = helpOf(program, Object.keys(starters));
  try {
    const { values, positionals } = readWords();
    if (values.help) {
      process.stdout.write(help);
      process.exit(0);
    }
    const start = starterFor(positionals[0], starters);
    return { start, settings: { ...values, port: portOf(values.port) } };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exit(2);
  }
}

function helpOf(program: string, names: readonly string[]): string {
  return `Usage: node ${program} <${names.join('|')}> [options]

Runs a stand-in for an upstream API until it is stopped. It needs no network.

Options:
  --port <n>     port on 127.0.0.1 (default: a free one)
  --seed <text>  which invented data (default: 1)
  --limits       enforce the rate limits of the free service, where it has any
  --help         this text
`;
}

function readWords() {
  return parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      limits: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
}

function starterFor(name: string | undefined, starters: Starters): Starters[string] {
  const start = name !== undefined && Object.hasOwn(starters, name) ? starters[name] : undefined;
  if (start) return start;
  throw new Error(name === undefined ? 'Which emulator?' : `There is no emulator called ${name}.`);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port must be a port number, not ${text}.`);
}
