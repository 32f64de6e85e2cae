/** The words of a command line, told apart: flags with their values, and the rest. */
import { parseArgs } from 'node:util';
import { didYouMean } from '@patchbay/core';
import { type Command, commands, type Flag, flags, publicName } from './flag-table.ts';

/** A command line that cannot be understood; the message says what would be right. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Flags by the names they are written with, each with its values; `true` for one that takes none. */
export interface Words {
  readonly values: ReadonlyMap<string, readonly (string | true)[]>;
  readonly positionals: readonly string[];
}

/** A flag as the parser wants it. */
interface Option {
  readonly type: Flag['type'];
  readonly short?: string;
}

/**
 * Tells flags and words apart; `ownFlags` are those of the server's own commands, which take no value.
 *
 * @throws UsageError for a flag that is unknown, lacks its value, has one that it does not take, or is given twice.
 */
export function readWords(argv: readonly string[], ownFlags: readonly string[]): Words {
  const options = optionsFor(commandIn(argv), ownFlags);
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, (string | true)[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    requireFitting(token, options);
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? true]);
  }
  for (const [name, given] of values) requireOnce(name, given);
  return { values, positionals };
}

/** The flag of a name under a command; that of another command where the command has none. */
export function flagNamed(name: string, command: Command | undefined): Flag | undefined {
  const named = Object.entries<Flag>(flags).filter(([key, flag]) => publicName(key, flag) === name);
  return (named.find(([, flag]) => command !== undefined && flag.commands?.includes(command)) ??
    named[0])?.[1];
}

/** The command that is meant, as far as what its flags take depends on it. */
function commandIn(argv: readonly string[]): Command | undefined {
  return Object.keys(commands).find((name): name is Command => name === argv.find(isCommand));
}

function isCommand(word: string): boolean {
  return word in commands;
}

function optionsFor(command: Command | undefined, own: readonly string[]): Readonly<Record<string, Option>> {
  const names = new Set(Object.entries<Flag>(flags).map(([key, flag]) => publicName(key, flag)));
  return {
    ...Object.fromEntries(own.map((name) => [name, { type: 'boolean' as const }])),
    ...Object.fromEntries(
      [...names].map((name) => {
        const { type = 'boolean', short } = flagNamed(name, command) ?? {};
        return [name, { type, ...(short !== undefined && { short }) }];
      }),
    ),
  };
}

/** A flag as it was written. */
interface Given {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  /** Whether the value stands behind an equals sign. */
  readonly inlineValue: boolean | undefined;
}

function requireFitting(
  { name, rawName: raw, value, inlineValue }: Given,
  options: Readonly<Record<string, Option>>,
): void {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    const guess = raw.startsWith('--') ? didYouMean(name, Object.keys(options)) : '';
    throw new UsageError(`There is no flag ${raw}.${guess}`);
  }
  if (option.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${raw} takes no value: leave "=…" out.`);
    return;
  }
  // a word that looks like a flag is one: whoever means it as a value writes it behind an equals sign
  if (value !== undefined && value !== '' && (inlineValue === true || !isFlagLike(value, options))) return;
  const placeholder = flagNamed(name, undefined)?.value ?? 'value';
  throw new UsageError(`${raw} lacks its value: write ${raw} ${bracketed(placeholder)}.`);
}

function isFlagLike(value: string, options: Readonly<Record<string, Option>>): boolean {
  return value.startsWith('--') && Object.hasOwn(options, value.slice(2).split('=')[0] ?? '');
}

/** A placeholder between angle brackets, unless it is quoted. */
export function bracketed(placeholder: string): string {
  return placeholder.startsWith('"') ? placeholder : `<${placeholder}>`;
}

/** A second value would silently take the place of the first. */
function requireOnce(name: string, given: readonly (string | true)[]): void {
  const flag = flagNamed(name, undefined);
  if (given.length < 2 || flag?.type !== 'string' || flag.repeats === true || given.includes(true)) return;
  const joined = flag.value === 'a,b' ? `: write --${name} a,b` : '';
  throw new UsageError(`--${name} is given more than once${joined}.`);
}
