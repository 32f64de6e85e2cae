import type { AnyServer } from '@patchbay/core';

/** The commands of every server's binary, with one line each for `--help`. */
export const commands = {
  stdio: 'Serve one client on standard input and output (the default).',
  http: 'Serve clients over Streamable HTTP.',
  list: 'Print tools, resources and prompts with what they cost a model.',
  doctor: 'Check configuration and dependencies, and say what to fix.',
  keys: 'Create, list or revoke the API keys of HTTP callers.',
  connect: 'Write the configuration of an MCP client for this server.',
  disconnect: 'Take this server out of the configuration of an MCP client.',
} as const;

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
  /** How it is written, where another command has a flag of that name with another meaning. */
  readonly name?: string;
  /** Whether each time it is given adds a value. */
  readonly repeats?: true;
  /** Whether it does anything for a server; it does for all when absent. */
  shownFor?(server: AnyServer): boolean;
}

/** Stands in the help of flags for the port of the server whose help it is. */
export const portText = '{port}';

const hasRoles = ({ roles }: AnyServer) => roles !== undefined;

/** All flags of the binary. */
export const flags = {
  toolsets: { type: 'string', value: 'a,b', help: 'Offer only these toolsets.' },
  tools: { type: 'string', value: 'a,b', help: 'Offer these tools, beside any toolsets given.' },
  exclude: { type: 'string', value: 'a,b', help: 'Leave these tools out.' },
  'read-only': {
    type: 'boolean',
    help: 'Offer only tools that change nothing.',
    shownFor: ({ tools }) => tools.some(({ access }) => access !== 'read'),
  },
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
  role: {
    type: 'string',
    value: 'role',
    help: 'The role of that user.',
    commands: ['keys'],
    shownFor: hasRoles,
  },
  tenant: {
    type: 'string',
    value: 'id',
    help: 'The tenant of that user (default).',
    commands: ['keys'],
    shownFor: hasRoles,
  },
  team: {
    type: 'string',
    value: 'id',
    help: 'The team of that user.',
    commands: ['keys'],
    shownFor: hasRoles,
  },
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
  header: {
    type: 'string',
    value: '"Name: value"',
    help: 'Send this header to the HTTP server; where a value names a variable in braces, $'.concat(
      '{NAME}, the client puts it there.',
    ),
    commands: ['connect'],
    repeats: true,
  },
  env: {
    type: 'string',
    value: 'NAME=value',
    help: 'Start the server with this variable; NAME alone takes the value that it has here.',
    commands: ['connect'],
    repeats: true,
  },
  'for-user': {
    type: 'boolean',
    name: 'user',
    help: "Use the client's file for all projects of this user.",
    commands: ['connect', 'disconnect'],
  },
  project: {
    type: 'boolean',
    help: "Use the client's file in this folder.",
    commands: ['connect', 'disconnect'],
  },
  help: { type: 'boolean', short: 'h', help: 'Show this help.' },
  version: { type: 'boolean', short: 'v', help: 'Print the version.' },
} as const satisfies Readonly<Record<string, Flag>>;

/** How a flag is written, without its dashes. */
export function publicName(key: string, flag: Flag): string {
  return flag.name ?? key;
}
