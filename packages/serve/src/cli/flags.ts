import { parseArgs } from 'node:util';
import { didYouMean, type ServerCommand } from '@patchbay/core';
import type { SelectionOptions } from '@patchbay/core/engine';

/** The commands of every server's binary, with one line each for `--help`. */
export const commands = {
  stdio: 'Serve one client on standard input and output (the default).',
  http: 'Serve clients over Streamable HTTP.',
  list: 'Print tools, resources and prompts with what they cost a model.',
  doctor: 'Check configuration and dependencies, and say what to fix.',
  keys: 'Create, list or revoke the API keys of HTTP callers.',
  connect: 'Write the configuration of an MCP client for this server.',
} as const;

/** A command of a server's own, as far as the command line reads it. */
export type OwnCommand = Pick<ServerCommand, 'name' | 'summary' | 'operands' | 'flags' | 'demo'>;

/** One of the binary's commands. */
export type Command = keyof typeof commands;

/** A flag: how it is given and what it does. */
export interface Flag {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** Placeholder of the value in `--help`. */
  readonly value?: string;
  readonly help: string;
  /** The commands it belongs to; all when absent. */
  readonly commands?: readonly Command[];
}

/** Stands in the help of flags for the port of the server whose help it is. */
export const portText = '{port}';

/** All flags of the binary. */
export const flags = {
  toolsets: { type: 'string', value: 'a,b', help: 'Offer only these toolsets.' },
  tools: { type: 'string', value: 'a,b', help: 'Offer these tools, beside any toolsets given.' },
  exclude: { type: 'string', value: 'a,b', help: 'Leave these tools out.' },
  'read-only': { type: 'boolean', help: 'Offer only tools that change nothing.' },
  demo: { type: 'boolean', help: 'Use built-in demo data: no network, no set-up.' },
  host: { type: 'string', value: 'address', help: 'Address to listen on (127.0.0.1).', commands: ['http'] },
  port: {
    type: 'string',
    value: 'number',
    help: `Port to listen on (${portText}); 0 picks a free one.`,
    commands: ['http'],
  },
  'allow-unauthenticated': {
    type: 'boolean',
    help: 'Listen on an address that others can reach, without any authentication.',
    commands: ['http'],
  },
  json: { type: 'boolean', help: 'Print JSON.', commands: ['list', 'doctor', 'keys'] },
  name: { type: 'string', value: 'text', help: 'What the new key is for.', commands: ['keys'] },
  scopes: { type: 'string', value: 'a,b', help: 'What the new key allows (reading).', commands: ['keys'] },
  user: { type: 'string', value: 'id', help: 'Whom the new key acts for (itself).', commands: ['keys'] },
  role: { type: 'string', value: 'role', help: 'The role of that user.', commands: ['keys'] },
  tenant: { type: 'string', value: 'id', help: 'The tenant of that user (default).', commands: ['keys'] },
  team: { type: 'string', value: 'id', help: 'The team of that user.', commands: ['keys'] },
  expires: {
    type: 'string',
    value: '90d|date',
    help: 'When the new key ends (never).',
    commands: ['keys'],
  },
  print: { type: 'boolean', help: 'Show the configuration instead of writing it.', commands: ['connect'] },
  url: {
    type: 'string',
    value: 'url',
    help: 'Connect to a running HTTP server instead of starting one.',
    commands: ['connect'],
  },
  help: { type: 'boolean', short: 'h', help: 'Show this help.' },
  version: { type: 'boolean', short: 'v', help: 'Print the version.' },
} as const satisfies Readonly<Record<string, Flag>>;

type FlagName = keyof typeof flags;

/** A command line, parsed. */
export interface CommandLine {
  /** One that every server has, or `own`. */
  readonly command: Command | 'own';
  /** The name of the server's own command. */
  readonly own: string | undefined;
  /** Flags of the server's own command that were given. */
  readonly ownFlags: ReadonlySet<string>;
  /** Words after the command. */
  readonly operands: readonly string[];
  readonly selection: SelectionOptions;
  has(flag: FlagName): boolean;
  text(flag: FlagName): string | undefined;
}

/** A command line that cannot be understood; the message says what would be right. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * Parses the words after the program's name.
 *
 * @throws UsageError for unknown commands, flags, flags of another command, and operands that do not fit.
 */
export function parseCommandLine(argv: readonly string[], own: readonly OwnCommand[] = []): CommandLine {
  const { values, positionals } = parse(argv, ownFlagsOf(own));
  const found = own.find(({ name }) => name === positionals[0]);
  const command = found === undefined ? commandOf(positionals[0], own) : 'own';
  if (found !== undefined) requireOperands(found, positionals.slice(1));
  else requireNoOperands(command, positionals.slice(1));
  if (found !== undefined && found.demo !== true && values['demo'] === true) {
    throw new UsageError(`${found.name} works on the server's own data: leave --demo out.`);
  }
  for (const name of Object.keys(values)) {
    const flag: Flag | undefined = flagNamed(name);
    if (flag === undefined && found?.flags?.[name] === undefined) throw foreignFlag(name, own);
    if (flag?.commands !== undefined && !flag.commands.some((one) => one === command)) {
      throw new UsageError(`--${name} belongs to: ${flag.commands.join(', ')}.`);
    }
  }
  const text = (name: FlagName) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const list = (name: FlagName) =>
    text(name)
      ?.split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  const [toolsets, tools, exclude] = [list('toolsets'), list('tools'), list('exclude')];
  return {
    command,
    own: found?.name,
    ownFlags: new Set(Object.keys(values).filter((name) => found?.flags?.[name] !== undefined)),
    operands: positionals.slice(1),
    selection: {
      ...(toolsets && { toolsets }),
      ...(tools && { tools }),
      ...(exclude && { exclude }),
      readOnly: values['read-only'] === true,
    },
    has: (name) => values[name] === true,
    text,
  };
}

function ownFlagsOf(own: readonly OwnCommand[]): readonly string[] {
  return own.flatMap(({ flags: theirs = {} }) => Object.keys(theirs));
}

function foreignFlag(flag: string, own: readonly OwnCommand[]): UsageError {
  const owners = own.filter(({ flags: theirs }) => theirs?.[flag] !== undefined).map(({ name }) => name);
  return new UsageError(`--${flag} belongs to: ${owners.join(', ')}.`);
}

function parse(argv: readonly string[], ownFlags: readonly string[]) {
  const options: Record<string, { readonly type: Flag['type']; readonly short?: string }> = {
    ...Object.fromEntries(ownFlags.map((name) => [name, { type: 'boolean' as const }])),
    ...Object.fromEntries(
      Object.entries(flags).map(([name, flag]) => [
        name,
        { type: flag.type, ...('short' in flag && { short: flag.short }) },
      ]),
    ),
  };
  try {
    const parsed = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    requireOnce(parsed.tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])));
    return parsed;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const nameIn = (word: string) => word.slice(2).split('=')[0] ?? '';
    const wrong = argv.find((word) => word.startsWith('--') && options[nameIn(word)] === undefined);
    if (wrong !== undefined) {
      const name = nameIn(wrong);
      throw new UsageError(`There is no flag --${name}.${didYouMean(name, Object.keys(options))}`);
    }
    throw new UsageError(error instanceof Error ? error.message : 'The flags cannot be read.');
  }
}

/** A second value would silently take the place of the first. */
function requireOnce(given: readonly string[]): void {
  const twice = given.find(
    (name, index) => flagNamed(name)?.type === 'string' && given.indexOf(name) < index,
  );
  if (twice === undefined) return;
  const joined = flagNamed(twice)?.value === 'a,b' ? `: write --${twice} a,b` : '';
  throw new UsageError(`--${twice} is given more than once${joined}.`);
}

function flagNamed(name: string): Flag | undefined {
  return Object.entries(flags).find(([known]) => known === name)?.[1];
}

function requireOperands({ name, operands = [] }: OwnCommand, given: readonly string[]): void {
  if (given.length === operands.length) return;
  throw new UsageError(`Give ${name} its words: ${usageOf({ name, operands })}.`);
}

/** The commands that look at their words themselves. */
const withOperands: readonly string[] = ['keys', 'connect'] satisfies readonly Command[];

function requireNoOperands(command: string, [first]: readonly string[]): void {
  if (first === undefined || withOperands.includes(command)) return;
  throw new UsageError(`${command} takes no words after it, such as "${first}".`);
}

/** How a server's own command is given: `backup <file>`. */
export function usageOf({ name, operands = [] }: Pick<OwnCommand, 'name' | 'operands'>): string {
  return [name, ...operands.map((operand) => `<${operand}>`)].join(' ');
}

function commandOf(word: string | undefined, own: readonly OwnCommand[]): Command {
  if (word === undefined) return 'stdio';
  const names = [...Object.keys(commands), ...own.map(({ name }) => name)];
  const command = Object.keys(commands).find((name): name is Command => name === word);
  if (command !== undefined) return command;
  throw new UsageError(
    `There is no command "${word}".${didYouMean(word, names)} Commands are: ${names.join(', ')}.`,
  );
}
