import { type Bag, isBag } from '@patchbay/schemas';
import { parse, stringify, TomlError } from 'smol-toml';
import type { Entry } from './client-entry.ts';
import type { Client } from './clients.ts';
import { changesTo, freshEntry, UnusableFile } from './merge.ts';

/** The tables of a client's TOML file that concern this server. */
export function printToml(client: Client, entry: Entry): string {
  return `${stringify({ [client.key]: { [entry.name]: freshEntry(entry) } }).trim()}\n`;
}

/**
 * Appends the entry's tables to a TOML text.
 *
 * No library edits TOML in place without risk to comments and layout, so a table that is there with other values is
 * not touched.
 *
 * @throws UnusableFile for a text that is not TOML, and where only an edit by hand would do.
 */
export function mergeToml(text: string, client: Client, entry: Entry): string {
  const table = printToml(client, entry);
  const servers = parsed(text)[client.key];
  const existing = isBag(servers) ? servers[entry.name] : undefined;
  if (existing === undefined) return appended(text, table, client, entry);
  if (isBag(existing) && changesTo(plain(existing), entry, client).size === 0) return text;
  throw new UnusableFile(
    `[${client.key}.${entry.name}] is there with other values.`,
    `Put this in its place:\n\n${table}`,
  );
}

function appended(text: string, table: string, client: Client, entry: Entry): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text.trim() === '' ? '' : eol;
  const whole = `${text}${text === '' || text.endsWith('\n') ? '' : eol}${gap}${table.replaceAll('\n', eol)}`;
  try {
    parse(whole);
    return whole;
  } catch {
    // the servers are written as an inline table, which no header can extend
    throw new UnusableFile(
      `"${client.key}" is an inline table, so ${entry.name} cannot be appended.`,
      `Write the servers as tables, then add:\n\n${table}`,
    );
  }
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
