import { realpathSync } from 'node:fs';
import type { AnyServer } from '@patchbay/core';
import { holdsCredentials } from '@patchbay/schemas';
import { commonConfig } from '../config.ts';
import { localUrl } from '../ports.ts';
import { mustHide } from '../secrets.ts';
import type { Client } from './clients.ts';
import { headersFrom, inputId, type SecretInput, variablesFrom } from './entry-additions.ts';
import { UsageError } from './flag-words.ts';
import type { CommandLine } from './flags.ts';
import { programName } from './help.ts';
import type { Host } from './host.ts';

/** What `connect` wants to stand in a client's file. */
export interface Entry {
  /** The server's name in the file. */
  readonly name: string;
  /** The entry without variables. */
  readonly members: Readonly<Record<string, string | readonly string[]>>;
  /** Variables with their values or placeholders. */
  readonly variables: Readonly<Record<string, string>>;
  /** Headers of a URL, by the key of the entry that holds them. */
  readonly headers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Which of the variables are placeholders: what a user has put there himself is better. */
  readonly placeholders: ReadonlySet<string>;
  readonly inputs: readonly SecretInput[];
  /** What the user has to know or do. */
  readonly notes: readonly string[];
}

/**
 * The entry of this server for a client.
 *
 * @throws UsageError for an unusable URL, and where the client's file cannot hold one.
 */
export function entryFor(server: AnyServer, client: Client, line: CommandLine, host: Host): Entry {
  const name = programName(server);
  const url = line.text('url');
  if (url === undefined) return { name, ...launch(server, client, line, host) };
  if (line.has('demo')) throw new UsageError('--demo belongs to a server that is started, not to --url.');
  if (client.http === undefined) {
    throw new UsageError(
      `The file of ${client.title} holds no URLs: add the server in its settings, under connectors, or leave --url out.`,
    );
  }
  const { urlKey, type } = client.http;
  if (line.all('env').length > 0) {
    throw new UsageError(
      '--env belongs to a server that is started, not to --url: set it where that server runs.',
    );
  }
  const { groups, inputs, notes } = headersFrom(line.all('header'), client);
  return {
    name,
    members: { ...(type && { type }), [urlKey]: address(server, url, line), ...client.members },
    headers: groups,
    variables: {},
    placeholders: new Set(),
    inputs,
    notes,
  };
}

function address(server: AnyServer, text: string, { selection }: CommandLine): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`--url must be an http or https address, such as ${localUrl(server.name)}.`);
  }
  if (holdsCredentials(text)) throw new UsageError('--url must not hold credentials.');
  for (const name of ['toolsets', 'tools', 'exclude'] as const) {
    const members = selection[name];
    if (members !== undefined) url.searchParams.set(name, members.join(','));
  }
  if (selection.readOnly) url.searchParams.set('read_only', 'true');
  return url.href.replaceAll('%2C', ',');
}

function launch(server: AnyServer, client: Client, line: CommandLine, host: Host): Omit<Entry, 'name'> {
  if (line.all('header').length > 0)
    throw new UsageError('--header belongs to --url: a started server takes none.');
  const { command, args, notes } = program(server, client, host);
  const given = variablesFrom(line.all('env'), server, host);
  const {
    forwarded,
    notes: reminders,
    variables,
    ...rest
  } = variablesFor(server, client, host, given.values);
  return {
    ...rest,
    headers: {},
    variables: { ...variables, ...given.values },
    members: {
      ...(client.stdioType && { type: client.stdioType }),
      command,
      args: [...args, ...flagsOf(line)],
      ...(forwarded.length > 0 && { env_vars: forwarded }),
      ...client.members,
    },
    notes: [...notes, ...reminders, ...given.notes],
  };
}

/** The published package, or the running file when that is not an installed one. */
function program(server: AnyServer, client: Client, host: Host) {
  const entry = realPath(host.entry);
  if (!/[\\/]node_modules[\\/]/.test(entry)) {
    const note = `The entry starts this checkout, ${entry}: build it again after changes, and connect again after moving it.`;
    return { command: host.node.path, args: [entry], notes: [note] };
  }
  const npx = ['npx', '-y', `@patchbay/${server.name}`];
  const [command = 'npx', ...args] =
    client.windowsShell === true && host.platform === 'win32' ? ['cmd', '/c', ...npx] : npx;
  return { command, args, notes: [] };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function flagsOf(line: CommandLine): string[] {
  const { toolsets, tools, exclude, readOnly } = line.selection;
  return [
    ...(toolsets ? ['--toolsets', toolsets.join(',')] : []),
    ...(tools ? ['--tools', tools.join(',')] : []),
    ...(exclude ? ['--exclude', exclude.join(',')] : []),
    ...(readOnly ? ['--read-only'] : []),
    ...(line.has('demo') ? ['--demo'] : []),
  ];
}

/** The server's own variables, and those of all Patchbay servers, that are set here. */
function variablesFor(
  server: AnyServer,
  client: Client,
  host: Host,
  given: Readonly<Record<string, string>>,
) {
  const variables: Record<string, string> = {};
  const placeholders = new Set<string>();
  const inputs: SecretInput[] = [];
  const forwarded: string[] = [];
  const notes: string[] = [];
  for (const { name, setting, value } of settings(server, host)) {
    if (given[name] !== undefined) continue;
    if (value === undefined) {
      notes.push(`${name} is required and not set here: add it to the entry's environment.`);
    } else if (!mustHide(setting, value)) {
      variables[name] = value;
    } else if (client.secrets === 'none') {
      notes.push(
        `${name} was left out, since ${client.title} would keep the secret in plain text: add it yourself if you accept that.`,
      );
    } else if (client.secrets === 'forward') {
      forwarded.push(name);
      notes.push(`${client.title} hands on ${name} from its own environment: set it there.`);
    } else if (client.secrets === 'input') {
      const id = inputId(name);
      inputs.push({ type: 'promptString', id, description: setting.description ?? name, password: true });
      variables[name] = `\${input:${id}}`;
      placeholders.add(name);
    } else {
      variables[name] = `${client.secrets.before}${name}${client.secrets.after}`;
      placeholders.add(name);
      notes.push(`${client.title} reads ${name} from its own environment: set it there.`);
    }
  }
  return { variables, placeholders, inputs, forwarded, notes };
}

function settings(server: AnyServer, { environment }: Host) {
  const shared = Object.entries(commonConfig.shape).filter(([name]) => name.startsWith('PATCHBAY_'));
  return [...Object.entries(server.config.shape), ...shared].flatMap(([name, setting]) => {
    const value = environment[name]?.trim() || undefined;
    if (value === undefined && setting.safeParse(undefined).success) return [];
    return [{ name, setting, value }];
  });
}
