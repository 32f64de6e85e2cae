import { createMcpHandler } from '@modelcontextprotocol/server';
import { defineServer, inputRequired, resourceFor, type ServerDeps, toolFor } from '@patchbay/core';
import { createEngine, createLayers, localCaller, resolveSelection } from '@patchbay/core/engine';
import { createLogger } from '@patchbay/observability';
import { z } from 'zod';
import { createFactory } from './factory.ts';

const tool = toolFor<unknown>();
const text = z.object({ text: z.string() });

function remembering(name: string) {
  return tool({
    name,
    title: 'Remember',
    description: 'Asks, and remembers what it was called with.',
    access: 'read',
    interactive: true,
    input: z.object({ amount: z.number(), currency: z.string().optional() }),
    output: text,
    async handler({ amount }, { client }) {
      if (client.state !== undefined) return { text: `remembered ${JSON.stringify(client.state)}` };
      const ask = { method: 'elicitation/create', params: question } as const;
      return inputRequired({ inputRequests: { ask }, requestState: await client.seal({ amount }) });
    },
  });
}

const question = {
  mode: 'form',
  message: 'Go on?',
  requestedSchema: { type: 'object', properties: { ok: { type: 'boolean' } } },
};

/** A server whose tools remember, wait, announce changes and fail. */
const sdkServer = defineServer({
  name: 'sdk',
  title: 'SDK',
  version: '1.0.0',
  description: 'Shows what the adapters do.',
  instructions: 'Call anything.',
  config: z.object({}),
  toolsets: { core: 'Everything.' },
  tools: [
    remembering('remember'),
    remembering('remember_as_well'),
    tool({
      name: 'wait',
      title: 'Wait',
      description: 'Never answers by itself.',
      access: 'read',
      input: z.object({}),
      output: text,
      handler: (_input, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    }),
    tool({
      name: 'announce',
      title: 'Announce',
      description: 'Says that a resource and the list of tools changed.',
      access: 'read',
      input: z.object({ uri: z.string() }),
      output: text,
      handler({ uri }, { changed }) {
        changed({ kind: 'resource', uri });
        changed({ kind: 'tools' });
        return { text: 'announced' };
      },
    }),
  ],
  resources: [
    resourceFor<unknown>()({
      name: 'broken',
      title: 'Broken',
      description: 'Cannot be read.',
      mimeType: 'text/plain',
      uri: 'sdk://broken',
      tool: 'announce',
      cache: { ttlMs: 0, scope: 'private' },
      read() {
        throw new Error('the password of the database is hunter2');
      },
    }),
  ],
  prompts: [],
  changes: { tools: true, resources: true },
  createDeps: () => deps,
});

const deps: ServerDeps = { ports: {}, health: async () => [], close: async () => undefined };

/** An engine of that server, with whom and what it is served for. */
export function createSdkParts() {
  const log = createLogger({ level: 'silent', name: 'sdk', version: '1.0.0' });
  const engine = createEngine(sdkServer, { deps, log, layers: createLayers() });
  return { engine, caller: localCaller(sdkServer), selection: resolveSelection(sdkServer, {}) };
}

/** One instance of the server behind web-standard requests. */
export function createInstance(options: { readonly stateKey?: string; readonly callerId?: string } = {}) {
  const { engine, caller, selection } = createSdkParts();
  const factory = createFactory({
    engine,
    transport: 'http',
    stateKey: options.stateKey,
    callerOf: () => ({ ...caller, id: options.callerId ?? caller.id }),
    selectionOf: () => selection,
  });
  const handler = createMcpHandler(factory);
  return {
    /** Sends a request of the given era and returns the message that answers it. */
    async ask(
      method: string,
      params: Readonly<Record<string, unknown>> = {},
      era: 'modern' | 'legacy' = 'modern',
    ) {
      const answer = await handler.fetch(requestOf(method, params, era));
      const body = await answer.text();
      const json = body.startsWith('{') ? body : (/^data: (\{.*)$/m.exec(body)?.[1] ?? 'null');
      return { status: answer.status, ...message.parse(JSON.parse(json)) };
    },
    close: () => handler.close(),
  };
}

const message = z.object({
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() }).optional(),
});

/** The `_meta` of a request of today from a client that can show forms. */
export const modernMeta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
} as const;

function requestOf(method: string, params: Readonly<Record<string, unknown>>, era: 'modern' | 'legacy') {
  const name = params['name'] ?? params['uri'];
  const modern = {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    ...(typeof name === 'string' && { 'mcp-name': name }),
  };
  return new Request('http://test.local/mcp', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(era === 'modern' && modern),
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: era === 'modern' ? { ...params, _meta: modernMeta } : params,
    }),
  });
}
