import { defineServer, resourceFor, type ServerDeps, toolFor } from '@patchbay/core';
import {
  createEngine,
  createLayers,
  localCaller,
  ProtocolFault,
  resolveSelection,
} from '@patchbay/core/engine';
import { createLogger, createRegistry, declareMcpMetrics } from '@patchbay/observability';
import { memoryLog, recordSpans } from '@patchbay/observability/testing';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { errorOf, messageIn, mirrorsHeaders, type Received, requestFrom } from './inbound.ts';
import { refusalOf } from './members.ts';

const server = defineServer({
  name: 'desk',
  title: 'Desk',
  version: '1.0.0',
  description: 'A desk.',
  instructions: 'None.',
  config: z.object({}),
  toolsets: { core: 'All there is.' },
  tools: [
    toolFor<object>()({
      name: 'echo_text',
      title: 'Echo',
      description: 'Echo a text.',
      access: 'read',
      input: z.object({ text: z.string() }),
      output: z.object({ text: z.string() }),
      handler: ({ text }) => ({ text: text.slice(0, 1) }),
    }),
  ],
  resources: [
    resourceFor<object>()({
      name: 'page',
      title: 'Page',
      description: 'A page.',
      mimeType: 'text/plain',
      uri: 'desk://pages/{page}',
      tool: 'echo_text',
      cache: { ttlMs: 1, scope: 'private' },
      read: () => 'a page',
    }),
  ],
  prompts: [],
  createDeps: () => deps,
});

const deps: ServerDeps<object> = { ports: {}, health: async () => [], close: async () => undefined };

function received(parts: Partial<Received> = {}): Received {
  return {
    method: 'tools/call',
    params: { name: 'echo_text', arguments: { text: 'a' } },
    meta: {},
    id: 1,
    caller: localCaller(server),
    sender: { era: 'modern', transport: 'http', info: undefined, capabilities: undefined },
    rounds: { answers: {}, state: undefined, seal: async () => 'sealed' },
    link: { aborted: false, signal: new AbortController().signal, notify: async () => undefined },
    ...parts,
  };
}

const huge = 'x'.repeat(300_000);

describe('what a client chose', () => {
  const sender = {
    era: 'modern',
    transport: 'http',
    info: { name: huge, version: huge },
    capabilities: {},
  } as const;
  test.each([
    ['a call', received({ id: huge, sender, params: { name: 'echo_text', arguments: { text: huge } } })],
    ['a call of a tool that does not exist', received({ id: huge, sender, params: { name: huge } })],
    [
      'a reading',
      received({ method: 'resources/read', id: huge, sender, params: { uri: `desk://pages/${huge}` } }),
    ],
    ['a method that does not exist', received({ method: huge, id: huge, sender, params: {} })],
  ])('makes no line, span or label long: %s', async (_what, sent) => {
    const sink = memoryLog();
    const log = createLogger({ level: 'trace', name: 'desk', version: '1', destination: sink.destination });
    const recorder = await recordSpans();
    const registry = createRegistry();
    const layers = createLayers({ tracer: recorder.tracer, metrics: declareMcpMetrics(registry) });
    const engine = createEngine(server, { deps, log, layers });
    await engine.handle(requestFrom(sent), resolveSelection(server, {})).catch(() => undefined);
    expect(sink.lines()).toHaveLength(1);
    expect(sink.text().length).toBeLessThan(2000);
    const [span] = recorder.spans();
    expect(span).toBeDefined();
    expect(JSON.stringify([span?.name, span?.attributes, span?.events]).length).toBeLessThan(2000);
    expect(registry.expose()).not.toContain('x'.repeat(300));
  });
});

describe('a request', () => {
  it('has its metadata beside the parameters, without what says who the client is', () => {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'probe', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
      'io.modelcontextprotocol/logLevel': 'info',
      progressToken: 7,
    };
    const request = requestFrom(received({ params: { name: 'echo_text', _meta: meta }, meta }));
    expect(request.params).toEqual({ name: 'echo_text' });
    expect(request.meta).toEqual({ progressToken: 7 });
  });

  it('takes no prototype from its metadata', () => {
    const meta: unknown = JSON.parse('{"__proto__":{"traceparent":"forged"}}');
    expect(requestFrom(received({ meta: Object(meta) })).meta['traceparent']).toBeUndefined();
  });

  it('knows no name of a client that said none', () => {
    expect(requestFrom(received()).client.name).toBeUndefined();
  });
});

test('a body that is no JSON has no message, and one that is null has', () => {
  expect(messageIn(Buffer.from('{"a":'))).toBeUndefined();
  expect(messageIn(Buffer.from(''))).toBeUndefined();
  expect(messageIn(Buffer.from('null'))).toBeNull();
});

test('an error that is no fault of the protocol is told as nothing more', () => {
  expect(errorOf(new Error('the password is hunter2'))).toEqual({ code: -32_603, message: 'Internal error' });
  expect(errorOf(new ProtocolFault('invalid_params', 'No.', { reason: 'r' }))).toEqual({
    code: -32_602,
    message: 'No.',
    data: { reason: 'r' },
  });
});

test('headers are mirrored where the schema says so', () => {
  expect(mirrorsHeaders({ properties: { region: { 'x-mcp-header': 'Region' } } })).toBe(true);
  expect(mirrorsHeaders({ properties: { region: { description: 'Like x-mcp-header.' } } })).toBe(false);
});

describe('the refusal of a request', () => {
  const told = (params: unknown, method = 'tools/call') =>
    refusalOf({ jsonrpc: '2.0', id: 'a', method, params })?.error.message;

  it.each([
    [[], 'tools/list', 'params must be an object, not a list'],
    [{ name: 7 }, 'tools/call', 'params.name must be a string, not a number'],
    [{ name: 'a', arguments: 'b' }, 'tools/call', 'params.arguments must be an object, not a string'],
    [
      { _meta: { progressToken: 1.5 } },
      'ping',
      'params._meta.progressToken must be a string or an integer, not a number',
    ],
    [
      { name: 'a', arguments: { 'b c': null } },
      'prompts/get',
      'params.arguments["b c"] must be a string, not null',
    ],
    [{ name: 'a', arguments: { __proto__: null } }, 'prompts/get', undefined],
    [{ name: 'a', arguments: { b: null } }, 'tools/call', undefined],
    [{ surplus: null }, 'tools/list', undefined],
    [{ cursor: null }, 'constructor', undefined],
    [undefined, 'tools/call', 'params is required'],
    [{}, 'tools/call', 'params.name is required'],
    [undefined, 'initialize', 'params is required'],
    [{}, 'initialize', 'params.protocolVersion is required'],
    [
      { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a' } },
      'initialize',
      'params.clientInfo.version is required',
    ],
    [{}, 'prompts/get', 'params.name is required'],
    [undefined, 'resources/read', 'params is required'],
    [{}, 'resources/read', 'params.uri is required'],
    [{ ref: {} }, 'completion/complete', 'params.ref.type is required'],
    [
      { ref: { type: 'ref/tool' }, argument: { name: 'a', value: 'b' } },
      'completion/complete',
      'params.ref.type must be "ref/prompt" or "ref/resource"',
    ],
    [
      { ref: { type: 'ref/resource', name: 'a' }, argument: { name: 'a', value: 'b' } },
      'completion/complete',
      'params.ref.uri is required',
    ],
    [
      { ref: { type: 'ref/prompt', name: 'a' }, argument: { name: 'a', value: 'b' } },
      'completion/complete',
      undefined,
    ],
    [undefined, 'tools/list', undefined],
    [undefined, 'ping', undefined],
  ])('of %j to %s is %j', (params, method, message) => {
    expect(told(params, method)).toBe(message);
  });

  it('goes to requests alone: notifications have no answer, and answers no method', () => {
    expect(refusalOf({ jsonrpc: '2.0', method: 'notifications/initialized', params: null })).toBeUndefined();
    expect(refusalOf({ jsonrpc: '2.0', id: 1, result: null, params: null })).toBeUndefined();
  });

  it('repeats no name of 300 kB', () => {
    expect(told({ name: 'a', arguments: { [`${huge}!`]: null } }, 'prompts/get')?.length).toBeLessThan(200);
    expect(told({ name: 'a', arguments: { [huge]: null } }, 'prompts/get')?.length).toBeLessThan(200);
  });
});
