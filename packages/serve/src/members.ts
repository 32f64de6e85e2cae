/**
 * Which members of a request have which type, so that a wrong one is named in a sentence.
 *
 * The SDK answers some of them with a dump of its schema, some as an internal error, some not at all. What is not
 * listed here is the SDK's to judge.
 */
import { type Bag, isBag } from '@patchbay/schemas';
import { metaKeys, type WireError } from './inbound.ts';

const tests = {
  'a string': (value: unknown) => typeof value === 'string',
  'an object': isBag,
  'true or false': (value: unknown) => typeof value === 'boolean',
  'a string or an integer': (value: unknown) => typeof value === 'string' || Number.isSafeInteger(value),
  'a list': Array.isArray,
} as const;

type Kind = keyof typeof tests;

/** A type, or an object with such members; `*` stands for every member. */
type Form = Kind | { readonly [member: string]: Form };

const flags = { listChanged: 'true or false' } as const;

const capabilities = {
  roots: flags,
  sampling: { context: 'an object', tools: 'an object' },
  elicitation: { form: 'an object', url: 'an object' },
  experimental: 'an object',
  extensions: 'an object',
  tasks: 'an object',
} as const satisfies Form;

const implementation = {
  name: 'a string',
  version: 'a string',
  title: 'a string',
  description: 'a string',
  websiteUrl: 'a string',
  icons: 'a list',
} as const satisfies Form;

const meta = {
  progressToken: 'a string or an integer',
  [metaKeys.client]: implementation,
  [metaKeys.capabilities]: capabilities,
  [metaKeys.logLevel]: 'a string',
} as const satisfies Form;

const rounds = { inputResponses: 'an object', requestState: 'a string' } as const;
const list = { cursor: 'a string' } as const;
const aimed = { uri: 'a string' } as const;

const params: Readonly<Record<string, Form>> = {
  initialize: { protocolVersion: 'a string', capabilities, clientInfo: implementation },
  'tools/call': { name: 'a string', arguments: 'an object', task: 'an object', ...rounds },
  'prompts/get': { name: 'a string', arguments: { '*': 'a string' }, ...rounds },
  'resources/read': { ...aimed, ...rounds },
  'resources/subscribe': aimed,
  'resources/unsubscribe': aimed,
  'tools/list': list,
  'prompts/list': list,
  'resources/list': list,
  'resources/templates/list': list,
  'completion/complete': {
    ref: { type: 'a string', name: 'a string', uri: 'a string' },
    argument: { name: 'a string', value: 'a string' },
    context: { arguments: { '*': 'a string' } },
  },
  'logging/setLevel': { level: 'a string' },
  'subscriptions/listen': {
    notifications: {
      toolsListChanged: 'true or false',
      promptsListChanged: 'true or false',
      resourcesListChanged: 'true or false',
      resourceSubscriptions: 'a list',
    },
  },
};

/** Members without which a request means nothing, by their paths below `params`; of methods that every server has. */
const required: Readonly<Record<string, readonly string[]>> = {
  initialize: ['protocolVersion', 'capabilities', 'clientInfo', 'clientInfo.name', 'clientInfo.version'],
  'tools/call': ['name'],
  'prompts/get': ['name'],
  'resources/read': ['uri'],
  'completion/complete': ['ref', 'ref.type', 'argument', 'argument.name', 'argument.value'],
};

const none: Form = {};

/** A request that is refused, with what its client is told. */
export interface RefusedRequest {
  readonly jsonrpc: '2.0';
  readonly id: string | number;
  readonly error: WireError;
}

/**
 * The answer to a request with a member of the wrong type, `null` for one that may be absent included, or without one
 * that it must have; else undefined.
 */
export function refusalOf(message: unknown): RefusedRequest | undefined {
  if (Array.isArray(message)) return firstOf(message, refusalOf);
  if (!isBag(message)) return undefined;
  const { id, method } = message;
  if (typeof method !== 'string' || !isId(id)) return undefined;
  const own = Object.hasOwn(params, method) ? (params[method] ?? none) : none;
  const problem =
    problemOf(message['params'], none, 'params') ??
    problemOf(metaIn(message['params']), meta, 'params._meta') ??
    problemOf(message['params'], own, 'params') ??
    lackOf(method, message['params']) ??
    strangeReference(method, message['params']);
  if (problem === undefined) return undefined;
  return { jsonrpc: '2.0', id, error: { code: -32_602, message: problem } };
}

/** Whether a value can be the id of a request. */
export function isId(value: unknown): value is string | number {
  return tests['a string or an integer'](value);
}

/** What a request lacks that it must have, the outermost member first. */
function lackOf(method: string, given: unknown): string | undefined {
  // a revision without this method has to be told so
  if (method === 'initialize' && memberAt(metaIn(given), [metaKeys.version]) !== undefined) return undefined;
  const paths = Object.hasOwn(required, method) ? (required[method] ?? []) : [];
  if (paths.length > 0 && given === undefined) return 'params is required';
  const path = paths.find((each) => memberAt(given, each.split('.')) === undefined);
  return path === undefined ? undefined : `params.${path} is required`;
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (isBag(at) && Object.hasOwn(at, name) ? at[name] : undefined),
    value,
  );
}

/** What is wrong with the reference of a completion, whose members depend on its type. */
function strangeReference(method: string, given: unknown): string | undefined {
  if (method !== 'completion/complete') return undefined;
  const type = memberAt(given, ['ref', 'type']);
  const member = type === 'ref/prompt' ? 'name' : type === 'ref/resource' ? 'uri' : undefined;
  if (member === undefined) return 'params.ref.type must be "ref/prompt" or "ref/resource"';
  return memberAt(given, ['ref', member]) === undefined ? `params.ref.${member} is required` : undefined;
}

function metaIn(value: unknown): unknown {
  return isBag(value) ? value['_meta'] : undefined;
}

function problemOf(value: unknown, form: Form, path: string): string | undefined {
  if (value === undefined) return undefined;
  const kind = typeof form === 'string' ? form : 'an object';
  if (!tests[kind](value)) return `${path} must be ${kind}, not ${kindOf(value)}`;
  if (typeof form === 'string' || !isBag(value)) return undefined;
  const members = '*' in form ? Object.keys(value) : Object.keys(form);
  return firstOf(members, (name) => problemIn(value, name, form, path));
}

function problemIn(value: Bag, name: string, form: Exclude<Form, Kind>, path: string): string | undefined {
  const own = form[name] ?? form['*'];
  if (own === undefined || !Object.hasOwn(value, name)) return undefined;
  return problemOf(
    value[name],
    own,
    /^\w{1,64}$/.test(name) ? `${path}.${name}` : `${path}[${quoted(name)}]`,
  );
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 64));
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function firstOf<T, Found>(values: readonly T[], find: (value: T) => Found | undefined): Found | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
