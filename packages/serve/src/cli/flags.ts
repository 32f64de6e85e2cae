import { didYouMean, type ServerCommand } from '@patchbay/core';
import type { SelectionOptions } from '@patchbay/core/engine';
import { type Command, commands, type Flag, flags, publicName } from './flag-table.ts';
import { flagNamed, readWords, UsageError } from './flag-words.ts';

/** A command of a server's own, as far as the command line reads it. */
export type OwnCommand = Pick<ServerCommand, 'name' | 'summary' | 'operands' | 'flags' | 'demo'>;

type FlagKey = keyof typeof flags;

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
  has(flag: FlagKey): boolean;
  text(flag: FlagKey): string | undefined;
  /** Every value of a flag that may be given more than once. */
  all(flag: FlagKey): readonly string[];
}

/**
 * Parses the words after the program's name.
 *
 * @throws UsageError for unknown commands, flags, flags of another command, and operands that do not fit.
 */
export function parseCommandLine(argv: readonly string[], own: readonly OwnCommand[] = []): CommandLine {
  const { values, positionals } = readWords(argv, ownFlagsOf(own));
  const found = own.find(({ name }) => wordsOf(name).every((word, index) => positionals[index] === word));
  const command = found === undefined ? commandOf(positionals[0], own) : 'own';
  const operands = positionals.slice(found === undefined ? 1 : wordsOf(found.name).length);
  const given = new Set(values.keys());
  // who asks for help need not know how the command goes
  if (!given.has('help')) {
    if (found !== undefined) requireOperands(found, operands);
    else requireNoOperands(command, operands);
    requireFitting(given, command, found, own);
  }
  const all = (key: FlagKey) => {
    const { commands: theirs, name = key }: Flag = flags[key];
    if (theirs !== undefined && !theirs.some((one) => one === command)) return [];
    return values.get(name) ?? [];
  };
  const texts = (key: FlagKey) => all(key).flatMap((value) => (value === true ? [] : [value]));
  return {
    command,
    own: found?.name,
    ownFlags: new Set([...given].filter((name) => found?.flags?.[name] !== undefined)),
    operands,
    selection: selectionIn((key) => texts(key)[0], all('read-only').length > 0),
    has: (key) => all(key).includes(true),
    text: (key) => texts(key)[0],
    all: texts,
  };
}

function selectionIn(text: (key: FlagKey) => string | undefined, readOnly: boolean): SelectionOptions {
  const list = (key: FlagKey) =>
    text(key)
      ?.split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  const [toolsets, tools, exclude] = [list('toolsets'), list('tools'), list('exclude')];
  return { ...(toolsets && { toolsets }), ...(tools && { tools }), ...(exclude && { exclude }), readOnly };
}

function requireFitting(
  given: ReadonlySet<string>,
  command: Command | 'own',
  found: OwnCommand | undefined,
  own: readonly OwnCommand[],
): void {
  if (found !== undefined && found.demo !== true && given.has('demo')) {
    throw new UsageError(`${found.name} works on the server's own data: leave --demo out.`);
  }
  for (const name of given) {
    if (found?.flags?.[name] !== undefined) continue;
    const flag = flagNamed(name, command === 'own' ? undefined : command);
    if (flag === undefined) throw foreignFlag(name, own);
    if (flag.commands !== undefined && !flag.commands.some((one) => one === command)) {
      throw new UsageError(`--${name} belongs to: ${ownersOf(name).join(', ')}.`);
    }
  }
}

function ownersOf(name: string): readonly string[] {
  return Object.entries<Flag>(flags).flatMap(([key, flag]) =>
    publicName(key, flag) === name ? (flag.commands ?? []) : [],
  );
}

/** A command's name: one word, or two where commands belong together. */
function wordsOf(name: string): readonly string[] {
  return name.split(' ');
}

function ownFlagsOf(own: readonly OwnCommand[]): readonly string[] {
  return own.flatMap(({ flags: theirs = {} }) => Object.keys(theirs));
}

function foreignFlag(flag: string, own: readonly OwnCommand[]): UsageError {
  const owners = own.filter(({ flags: theirs }) => theirs?.[flag] !== undefined).map(({ name }) => name);
  return new UsageError(`--${flag} belongs to: ${owners.join(', ')}.`);
}

function requireOperands({ name, operands = [] }: OwnCommand, given: readonly string[]): void {
  if (given.length === operands.length && given.every((word) => word !== '')) return;
  throw new UsageError(`Give ${name} its words: ${usageOf({ name, operands })}.`);
}

/** The commands that look at their words themselves. */
const withOperands: readonly string[] = ['keys', 'connect', 'disconnect'] satisfies readonly Command[];

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
  const family = own.filter(({ name }) => wordsOf(name)[0] === word).map(({ name }) => name);
  if (family.length > 0) throw new UsageError(`Say which: ${family.join(', ')}.`);
  const names = [...Object.keys(commands), ...own.map(({ name }) => name)];
  const command = Object.keys(commands).find((name): name is Command => name === word);
  if (command !== undefined) return command;
  throw new UsageError(
    `There is no command "${word}".${didYouMean(word, names)} Commands are: ${names.join(', ')}.`,
  );
}
