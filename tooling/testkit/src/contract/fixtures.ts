import { randomUUID } from 'node:crypto';
import {
  type AnyServer,
  type AnyTool,
  conflict,
  defineServer,
  type Middleware,
  promptFor,
  resourceFor,
  type ServerDeps,
  toolFor,
} from '@patchbay/core';
import { notSecret, secret } from '@patchbay/schemas';
import { z } from 'zod';
import { connect } from '../connect.ts';
import type { ContractOptions } from './server-contract.ts';

/** The ports of the fixture server. */
export interface ShelfPorts {
  find(
    id: string,
    options: { readonly signal: AbortSignal },
  ): Promise<{ id: string; label: string } | undefined>;
}

const tool = toolFor<ShelfPorts>();

const getBox = tool({
  name: 'get_box',
  title: 'Get box',
  description: 'Fetch one box of the shelf by its id. Returns its label.',
  access: 'read',
  input: z.object({ box_id: z.string().min(1).max(50).describe('Id of the box.') }),
  example: { box_id: '1' },
  output: z.object({ box_id: z.string(), label: z.string() }),
  async handler({ box_id }, { deps, signal }) {
    const box = await deps.find(box_id, { signal });
    return { box_id, label: box?.label ?? 'empty' };
  },
});

const deleteBox = tool({
  name: 'delete_box',
  title: 'Delete box',
  description: 'Remove one box from the shelf by its id. Returns the id.',
  access: 'delete',
  input: z.object({ box_id: z.string().min(1).max(50).describe('Id of the box.') }),
  example: { box_id: '1' },
  output: z.object({ box_id: z.string() }),
  async handler({ box_id }, { deps, signal }) {
    await deps.find(box_id, { signal });
    return { box_id };
  },
});

const shelf = resourceFor<ShelfPorts>()({
  name: 'shelf_box',
  title: 'Box',
  description: 'One box of the shelf, by its id.',
  mimeType: 'application/json',
  uri: 'shelf://boxes/{box}',
  tool: 'get_box',
  cache: { ttlMs: 1000, scope: 'private' },
  listed: [{ uri: 'shelf://boxes/1', name: 'box_one' }],
  read: ({ box }) => ({ box }),
});

const describeBox = promptFor<ShelfPorts>()({
  name: 'describe_box',
  title: 'Describe box',
  description: 'Asks for a description of one box of the shelf.',
  tools: ['get_box'],
  input: z.object({ box: z.string().describe('Id of the box.') }),
  messages: ({ box }) => `Describe box ${box}.`,
});

/** A server that keeps every rule. */
export const soundServer: AnyServer = defineServer({
  name: 'shelf',
  title: 'Shelf',
  version: '0.0.0',
  description: 'A shelf with boxes.',
  instructions: 'Ask for boxes by id.',
  config: z.object({
    SHELF_DEPTH: z.string().optional().describe('How deep the shelf is.'),
    SHELF_LOCK_CODE: secret(z.string()).optional().describe('Opens the shelf.'),
    SHELF_KEY_COUNT: notSecret(z.coerce.number(), 'a count').optional().describe('How many keys there are.'),
  }),
  toolsets: { core: 'All there is.' },
  tools: [getBox, deleteBox],
  resources: [shelf],
  prompts: [describeBox],
  createDeps: () => createShelf(),
});

/** Its ports. */
export const soundOptions: ContractOptions = {
  createDeps: () => createShelf(),
};

function createShelf(): ServerDeps<ShelfPorts> {
  return {
    ports: { find: async (id) => ({ id, label: 'books' }) },
    health: async () => [],
    close: async () => {},
  };
}

/** A server that breaks one rule, with the rule's name. */
export interface BrokenServer {
  readonly rule: string;
  readonly server: AnyServer;
  readonly options?: ContractOptions;
}

type Patch = Partial<AnyTool<ShelfPorts>>;

function withTool(patch: Patch): AnyServer {
  const broken: AnyTool<ShelfPorts> = { ...getBox, ...patch };
  return { ...soundServer, tools: [broken, deleteBox] };
}

/** Arguments that stay open however often core closes them. */
const loose: z.ZodObject = z.looseObject({ box_id: z.string().describe('Id.') });
Object.defineProperty(loose, 'strict', { value: () => loose });

const chatter = Array.from({ length: 12 }, (_, index) => ({
  ...getBox,
  name: `get_box_number_${index}`,
  input: z.object({
    box_id: z.string().describe('A long story about boxes that nobody needs to read. '.repeat(60)),
  }),
}));

/** A core that ignores what a connection may see and who calls. */
const carelessCore: ContractOptions = {
  ...soundOptions,
  connect: (server, deps, { selection: _selection, without: _without, ...rest } = {}) =>
    connect(server, deps, rest),
};

/** A core that does not hear that a call is a rehearsal. */
const deafCore: ContractOptions = {
  ...soundOptions,
  connect: async (...how) => {
    const mcp = await connect(...how);
    return { ...mcp, call: (tool, { dry_run: _, ...args } = {}, options) => mcp.call(tool, args, options) };
  },
};

/** A middleware that lets every key be used once, by a rehearsal as well. */
function claimer(): Middleware {
  const keys = new Set<string>();
  return (call, next) => {
    const key = call.write?.idempotencyKey;
    if (key !== undefined && keys.has(key)) throw conflict('The key was used.', { hint: 'Take another.' });
    if (key !== undefined) keys.add(key);
    return next(call);
  };
}

/** A middleware that answers with whatever was thrown. */
const blabber: Middleware = async (call, next) => {
  try {
    return await next(call);
  } catch (error) {
    return { content: [{ type: 'text', text: String(error) }], isError: true };
  }
};

/** For every rule a server that breaks it and, as far as can be, nothing else. */
export const brokenServers: readonly BrokenServer[] = [
  { rule: 'names are snake_case with a noun, short and unique', server: withTool({ name: 'getBox' }) },
  {
    rule: 'titles and descriptions are there, of useful length, and do not shout',
    server: withTool({ description: 'IMPORTANT: fetch one box of the shelf.' }),
  },
  {
    rule: 'every parameter is described and every schema is portable',
    server: withTool({ input: z.object({ box_id: z.string() }) }),
  },
  {
    rule: 'inputs can be strict, or say why they are open',
    server: withTool({ input: z.object({ box_id: z.record(z.string(), z.string()) }) }),
  },
  {
    rule: 'prompt arguments are described',
    server: { ...soundServer, prompts: [{ ...describeBox, input: z.object({ box: z.string() }) }] },
  },
  { rule: 'inputs are closed', server: withTool({ input: loose }) },
  { rule: 'every tool says what it returns', server: withTool({ output: z.object({}) }) },
  {
    rule: 'all four hints are sent and agree with what the tool does',
    // a definition from plain JavaScript can lack what the types demand
    server: withTool({ openWorld: 'no' as unknown as boolean }),
  },
  { rule: 'every toolset exists and is used', server: withTool({ toolset: 'attic' }) },
  { rule: 'the list stays within its budget', server: { ...soundServer, tools: chatter } },
  {
    rule: 'resources can be cached, and listed members belong to their template',
    server: { ...soundServer, resources: [{ ...shelf, listed: [{ uri: 'attic://1', name: 'attic' }] }] },
  },
  {
    rule: 'settings are described and carry the name of the server',
    server: { ...soundServer, config: z.object({ DEPTH: z.string().optional().describe('Depth.') }) },
  },
  ...[
    { SHELF_DSN: z.string().optional().describe('Where the shelf stands.') },
    { SHELF_PASSPHRASE: z.string().optional().describe('Opens the shelf.') },
    { SHELF_ADDRESS: z.url().optional().describe('Where the shelf stands.') },
    { SHELF_KEY: notSecret(z.string(), '').optional().describe('Opens the shelf.') },
  ].map((settings) => ({
    rule: 'settings that may hold credentials are declared secret, or say why they are not',
    server: { ...soundServer, config: z.object(settings) },
  })),
  { rule: 'every tool has a valid example', server: withTool({ example: { box: '1' } }) },
  {
    rule: 'lists in arguments are bounded',
    server: withTool({ input: z.object({ box_id: z.array(z.string()).describe('Ids.') }) }),
  },
  {
    rule: 'every example succeeds, and its text shows all that the structured result says',
    server: withTool({ render: () => 'A box.' }),
  },
  {
    rule: 'cancelling a call cancels the work behind it',
    server: withTool({
      async handler(input, { deps }) {
        const found = await deps.find(String(input['box_id']), { signal: new AbortController().signal });
        return { box_id: '', label: found?.label ?? '' };
      },
    }),
  },
  {
    rule: 'no input, however hostile, ends in an internal error or without a hint',
    server: withTool({
      handler(input) {
        const id = String(input['box_id']);
        if (/[^a-z0-9]/.test(id)) throw new RangeError('unexpected');
        return { box_id: id, label: '' };
      },
    }),
  },
  {
    rule: 'both protocol eras and all clients list alike',
    server: {
      ...soundServer,
      get prompts() {
        return [{ ...describeBox, title: `Describe box ${Math.random()}` }];
      },
    },
  },
  { rule: 'an unknown argument is refused by its name, with a hint', server: withTool({ input: loose }) },
  {
    rule: 'what a handler throws by accident never reaches the client',
    server: { ...soundServer, middleware: [blabber] },
  },
  { rule: 'read-only hides and refuses every tool that writes', server: soundServer, options: carelessCore },
  {
    rule: 'outputs are closed, or say why they are open',
    server: withTool({ output: z.object({ box_id: z.string(), label: z.unknown() }) }),
  },
  {
    rule: 'outputs are closed, or say why they are open',
    server: withTool({ output: z.object({ boxes: z.array(z.looseObject({ box_id: z.string() })) }) }),
  },
  {
    rule: 'outputs are closed, or say why they are open',
    server: withTool({ output: z.object({ boxes: z.record(z.string(), z.unknown().meta({ open: '' })) }) }),
  },
  {
    rule: 'what others wrote cannot pass for more than one value',
    server: withTool({ render: ({ label }) => String(label).replaceAll('\\r\\n', '\n') }),
  },
  {
    rule: 'a rehearsal says so, first in its text and in its structure, and names no change',
    server: soundServer,
    options: deafCore,
  },
  { rule: 'a rehearsal claims no key', server: { ...soundServer, middleware: [claimer()] } },
  {
    rule: 'a rehearsal names no row that will not be there',
    server: withTool({ access: 'create', handler: () => ({ box_id: randomUUID(), label: '' }) }),
  },
  { rule: 'nobody is asked for consent to a rehearsal', server: soundServer, options: deafCore },
  {
    rule: 'resources and prompts stand beside tools that exist',
    server: { ...soundServer, resources: [{ ...shelf, tool: 'get_crate' }] },
  },
  {
    rule: 'resources and prompts stand beside tools that exist',
    server: { ...soundServer, prompts: [{ ...describeBox, tools: ['get_crate'] }] },
  },
  {
    rule: 'a selection covers tools, resources and prompts, and calls agree with lists',
    server: soundServer,
    options: carelessCore,
  },
  { rule: 'a caller without the scope is refused', server: soundServer, options: carelessCore },
];
