import { isDeepStrictEqual } from 'node:util';
import { type Bag, isBag } from '@patchbay/schemas';
import { parse, stringify, TomlError } from 'smol-toml';
import type { Entry } from './client-entry.ts';
import type { Client } from './clients.ts';
import { changesTo, freshEntry, UnusableFile } from './merge.ts';
import { removeTable, setMembers } from './toml-edit.ts';

/** The tables of a client's TOML file that concern this server. */
export function printToml(client: Client, entry: Entry): string {
  return `${stringify({ [client.key]: { [entry.name]: freshEntry(entry) } }).trim()}\n`;
}

/** The entry as it stands in a TOML text. @throws UnusableFile for a text that is not TOML. */
export function entryInToml(text: string, client: Client, name: string): Bag | undefined {
  const servers = parsed(text)[client.key];
  const existing = isBag(servers) ? servers[name] : undefined;
  return isBag(existing) ? plain(existing) : undefined;
}

/**
 * Puts the entry's tables into a TOML text: behind everything else, or member by member where they are there already.
 *
 * @throws UnusableFile for a text that is not TOML, and where only an edit by hand would do.
 */
export function mergeToml(text: string, client: Client, entry: Entry): string {
  const table = printToml(client, entry);
  const existing = entryInToml(text, client, entry.name);
  if (existing === undefined) return appended(text, table, client, entry);
  const changes = changesTo(existing, entry, client);
  if (changes.size === 0) return text;
  const kept = Object.entries(existing).filter(([key]) => !changes.has(key));
  const set = [...changes].filter(([, value]) => value !== undefined);
  const wanted = { ...Object.fromEntries(kept), ...Object.fromEntries(set) };
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const edited = mark + setMembers(text.slice(mark.length), [client.key, entry.name], changes);
  if (isMeant(edited, text, client, entry.name, wanted)) return edited;
  throw new UnusableFile(
    `[${client.key}.${entry.name}] is there in a form that cannot be edited safely.`,
    `Put this in its place:\n\n${table}`,
  );
}

/** Takes the entry's tables out of a TOML text. @throws UnusableFile as `mergeToml`. */
export function removeFromToml(text: string, client: Client, name: string): string {
  if (entryInToml(text, client, name) === undefined) return text;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const edited = mark + removeTable(text.slice(mark.length), [client.key, name]);
  if (isMeant(edited, text, client, name, undefined)) return edited;
  throw new UnusableFile(
    `[${client.key}.${name}] is there in a form that cannot be edited safely.`,
    'Take it out by hand.',
  );
}

/** Whether an edited text holds the wanted entry, and all else as it was. */
function isMeant(
  edited: string,
  before: string,
  client: Client,
  name: string,
  wanted: Bag | undefined,
): boolean {
  try {
    return (
      isDeepStrictEqual(entryInToml(edited, client, name), wanted) &&
      isDeepStrictEqual(others(edited, client, name), others(before, client, name))
    );
  } catch {
    return false;
  }
}

/** Everything but one entry; a table of servers that is empty counts as none. */
function others(text: string, client: Client, name: string): Bag {
  const { [client.key]: servers, ...rest } = plain(parsed(text));
  const { [name]: _, ...left } = isBag(servers) ? servers : {};
  return Object.keys(left).length === 0 ? rest : { ...rest, [client.key]: left };
}

function appended(text: string, table: string, client: Client, entry: Entry): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text.trim() === '' ? '' : eol;
  const whole = `${text}${text === '' || text.endsWith('\n') ? '' : eol}${gap}${table.replaceAll('\n', eol)}`;
  if (isMeant(whole, text, client, entry.name, freshEntry(entry))) return whole;
  // a header cannot extend an inline table, and of a list of tables it would extend the last
  throw new UnusableFile(
    `"${client.key}" is an inline table or a list, so ${entry.name} cannot be appended.`,
    `Write the servers as tables, then add:\n\n${table}`,
  );
}

function parsed(text: string): Bag {
  try {
    return parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // the error's message quotes the file, and so perhaps a secret
    throw new UnusableFile(`line ${error.line}, column ${error.column}: not TOML.`);
  }
}

/** The parser's tables have no prototype, which counts as a difference. */
function plain(table: Bag): Bag {
  return structuredClone(table);
}
