import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { AnyServer, Caller, ServerDeps } from '@patchbay/core';
import {
  createEngine,
  createLayers,
  errorMetaKey,
  type LayerOptions,
  localCaller,
  resolveSelection,
  type SelectionOptions,
  writesOf,
} from '@patchbay/core/engine';
import { createLogger, type Logger } from '@patchbay/observability';
import { createFetchHandler } from '@patchbay/serve/testing';
import { patient } from './patient.ts';

/** The clients that exist in the field: two negotiation modes of the current SDK, and the 2025-era SDK. */
export const clientKinds = ['v2-auto', 'v2-default', 'v1'] as const;

/** One of the clients that exist in the field. */
export type ClientKind = (typeof clientKinds)[number];

/** How to connect. */
export interface ConnectOptions extends LayerOptions {
  readonly client?: ClientKind;
  readonly selection?: SelectionOptions;
  readonly log?: Logger;
  /** Scopes to take from the caller, for tests of refusals. */
  readonly without?: readonly string[];
  /** Facts about the caller that differ from those of a local user. */
  readonly caller?: Partial<Omit<Caller, 'scopes'>>;
}

/** A tool's answer as a test wants it. */
export interface ToolAnswer {
  readonly isError: boolean;
  /** All text blocks, joined by line breaks. */
  readonly text: string;
  readonly structuredContent: Readonly<Record<string, unknown>> | undefined;
  /** The error code of `_meta`, when the call failed. */
  readonly code: string | undefined;
  readonly error: Readonly<Record<string, unknown>> | undefined;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** The calls a test makes, the same on every client. */
export interface TestClient extends AsyncDisposable {
  readonly kind: ClientKind;
  call(
    tool: string,
    args?: Record<string, unknown>,
    options?: { signal?: AbortSignal; onprogress?: (progress: { progress: number }) => void },
  ): Promise<ToolAnswer>;
  listTools(): Promise<readonly { readonly name: string; readonly [key: string]: unknown }[]>;
  listResources(): Promise<readonly { readonly uri: string; readonly [key: string]: unknown }[]>;
  listResourceTemplates(): Promise<
    readonly { readonly uriTemplate: string; readonly [key: string]: unknown }[]
  >;
  listPrompts(): Promise<readonly { readonly name: string; readonly [key: string]: unknown }[]>;
  /** The text of the first contents. */
  read(uri: string): Promise<string>;
  /** The texts of all pages of a reading that is longer than one. */
  readPages(uri: string): Promise<readonly string[]>;
  /** The texts of all messages. */
  prompt(name: string, args?: Record<string, string>): Promise<string>;
  complete(
    ref: { type: 'ref/prompt'; name: string } | { type: 'ref/resource'; uri: string },
    name: string,
    value: string,
  ): Promise<readonly string[]>;
}

/** Connects a real client to a server in this process, through the protocol but without a socket. */
export async function connect(
  server: AnyServer,
  deps: ServerDeps | Promise<ServerDeps>,
  options: ConnectOptions = {},
): Promise<TestClient> {
  const log = options.log ?? createLogger({ level: 'silent', name: server.name, version: server.version });
  const engine = createEngine(patient(server), {
    deps,
    log,
    layers: createLayers({ ...options, writes: writesOf(deps) }),
  });
  const everything = localCaller(server);
  const scopes = new Set([...everything.scopes].filter((scope) => !options.without?.includes(scope)));
  const selection = resolveSelection(server, options.selection ?? {});
  const handler = createFetchHandler(engine, {
    caller: { ...everything, ...options.caller, scopes },
    selection,
  });
  const fetch = (url: string | URL, init?: RequestInit) => handler.fetch(new Request(url, init));
  const client = await openClient(options.client ?? 'v2-auto', new URL('http://test.local/mcp'), fetch);
  return {
    ...client,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await handler.close();
    },
  };
}

/** Connects a real client to a server at a URL; `fetch` stands in for the network when given. */
export async function openClient(
  kind: ClientKind,
  url: URL,
  fetch?: (url: string | URL, init?: RequestInit) => Promise<Response>,
): Promise<TestClient> {
  const info = { name: `testkit-${kind}`, version: '1.0.0' };
  if (kind === 'v1') {
    const client = new LegacyClient(info);
    // the old SDK's transport type predates exactOptionalPropertyTypes
    await client.connect(
      new LegacyTransport(url, { ...(fetch && { fetch }) }) as Parameters<LegacyClient['connect']>[0],
    );
    return wrap(kind, client);
  }
  const client = new Client(info, kind === 'v2-auto' ? { versionNegotiation: { mode: 'auto' } } : {});
  await client.connect(new StreamableHTTPClientTransport(url, { ...(fetch && { fetch }) }));
  return wrap(kind, client);
}

/** The methods that both SDK lines share, as far as tests use them. */
export interface CommonClient {
  callTool(params: { name: string; arguments?: Record<string, unknown> }, ...rest: never[]): Promise<unknown>;
  listTools(): Promise<{ tools: { name: string }[] }>;
  listResources(params?: { cursor: string }): Promise<{ resources: { uri: string }[]; nextCursor?: string }>;
  listResourceTemplates(): Promise<{ resourceTemplates: { uriTemplate: string }[] }>;
  listPrompts(): Promise<{ prompts: { name: string }[] }>;
  readResource(params: { uri: string }): Promise<{ contents: object[] }>;
  getPrompt(params: {
    name: string;
    arguments?: Record<string, string>;
  }): Promise<{ messages: { content: unknown }[] }>;
  complete(params: {
    ref: { type: 'ref/prompt'; name: string } | { type: 'ref/resource'; uri: string };
    argument: { name: string; value: string };
  }): Promise<{ completion: { values: string[] } }>;
  close(): Promise<void>;
}

/** All pages of the list of resources; the old SDK line gives one at a time. */
export async function everyResource(client: CommonClient): Promise<{ uri: string }[]> {
  let page = await client.listResources();
  const resources = [...page.resources];
  while (page.nextCursor !== undefined) {
    page = await client.listResources({ cursor: page.nextCursor });
    resources.push(...page.resources);
  }
  return resources;
}

/** Gives a client of either SDK line the shape that tests use. */
function wrap(kind: ClientKind, client: Client | LegacyClient): TestClient {
  // both lines have these methods; their signatures differ only in optional parameters
  const common = client as unknown as CommonClient;
  return {
    kind,
    async call(tool, args = {}, options = {}) {
      const params = { name: tool, arguments: args };
      const result: unknown =
        client instanceof LegacyClient
          ? await client.callTool(params, undefined, options)
          : await client.callTool(params, options);
      return answerOf(result);
    },
    listTools: async () => (await common.listTools()).tools,
    listResources: () => everyResource(common),
    listResourceTemplates: async () => (await common.listResourceTemplates()).resourceTemplates,
    listPrompts: async () => (await common.listPrompts()).prompts,
    async read(uri) {
      const [contents] = (await common.readResource({ uri })).contents;
      return textIn(contents);
    },
    async readPages(uri) {
      const pages: string[] = [];
      for (let at: string | undefined = uri; at !== undefined; ) {
        const [page, note]: readonly object[] = (await common.readResource({ uri: at })).contents;
        pages.push(textIn(page));
        const next = member(note, 'uri');
        at = typeof next === 'string' ? next : undefined;
      }
      return pages;
    },
    async prompt(name, args = {}) {
      const { messages } = await common.getPrompt({ name, arguments: args });
      return messages.map((message) => textIn(message.content)).join('\n');
    },
    async complete(ref, name, value) {
      return (await common.complete({ ref, argument: { name, value } })).completion.values;
    },
    async [Symbol.asyncDispose]() {
      await common.close();
    },
  };
}

function answerOf(result: unknown): ToolAnswer {
  const content = member(result, 'content');
  const meta = bag(member(result, '_meta')) ?? {};
  const error = bag(meta[errorMetaKey]);
  const code = error?.['code'];
  return {
    isError: member(result, 'isError') === true,
    text: Array.isArray(content) ? content.map(textIn).join('\n') : '',
    structuredContent: bag(member(result, 'structuredContent')),
    code: typeof code === 'string' ? code : undefined,
    error,
    meta,
  };
}

function textIn(block: unknown): string {
  const text = member(block, 'text');
  return typeof text === 'string' ? text : '';
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function bag(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}
