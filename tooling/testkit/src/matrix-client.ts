import { EventEmitter, once } from 'node:events';
import type { Stream } from 'node:stream';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as LegacyStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import type { ClientKind, CommonClient } from './connect.ts';

/** Where a server is: at a URL, or in a binary to start. */
export type Place =
  | { readonly transport: 'http'; readonly url: URL }
  | {
      readonly transport: 'stdio';
      readonly binary: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    };

/** What a call may carry beside its arguments. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { readonly progress: number }) => void;
}

/** A client of either SDK line on a real transport, with results as they come. */
export interface MatrixClient extends AsyncDisposable {
  readonly common: CommonClient;
  /** What the process of a server on stdio has written to standard error. */
  stderr(): string;
  call(tool: string, args: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<unknown>;
  /** Subscribes to resources; `heard` grows by the address of each that the server says has changed. */
  watch(uris: readonly string[]): Promise<Watched>;
}

/** What a subscription has brought so far. */
export interface Watched {
  readonly heard: readonly string[];
  /** Resolves once the address was heard. */
  until(uri: string): Promise<void>;
}

/** Connects a client of the kind to a server. */
export async function openMatrixClient(kind: ClientKind, place: Place): Promise<MatrixClient> {
  return kind === 'v1' ? openLegacy(place) : openCurrent(kind, place);
}

async function openCurrent(kind: ClientKind, place: Place): Promise<MatrixClient> {
  const negotiation = kind === 'v2-auto' ? ({ versionNegotiation: { mode: 'auto' } } as const) : {};
  const client = new Client({ name: `testkit-${kind}`, version: '1.0.0' }, negotiation);
  const transport =
    place.transport === 'http'
      ? new StreamableHTTPClientTransport(place.url)
      : new StdioClientTransport(processOf(place));
  const stderr = collect(transport instanceof StdioClientTransport ? transport.stderr : undefined);
  await client.connect(transport);
  return {
    // both lines have these methods; their signatures differ only in optional parameters
    common: client as unknown as CommonClient,
    stderr,
    call: (name, args, options = {}) => client.callTool({ name, arguments: { ...args } }, options),
    async watch(uris) {
      const watched = watching();
      client.setNotificationHandler('notifications/resources/updated', ({ params }) =>
        watched.hear(params.uri),
      );
      if (kind === 'v2-auto') await client.listen({ resourceSubscriptions: [...uris] });
      else for (const uri of uris) await client.subscribeResource({ uri });
      return watched;
    },
    [Symbol.asyncDispose]: () => client.close(),
  };
}

async function openLegacy(place: Place): Promise<MatrixClient> {
  const client = new LegacyClient({ name: 'testkit-v1', version: '1.0.0' });
  const transport =
    place.transport === 'http' ? new LegacyHttp(place.url) : new LegacyStdio(processOf(place));
  const stderr = collect(transport instanceof LegacyStdio ? transport.stderr : undefined);
  // the old SDK's transport type predates exactOptionalPropertyTypes
  await client.connect(transport as Parameters<LegacyClient['connect']>[0]);
  return {
    // both lines have these methods; their signatures differ only in optional parameters
    common: client as unknown as CommonClient,
    stderr,
    call: (name, args, options = {}) => client.callTool({ name, arguments: { ...args } }, undefined, options),
    async watch(uris) {
      const watched = watching();
      client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) =>
        watched.hear(params.uri),
      );
      for (const uri of uris) await client.subscribeResource({ uri });
      return watched;
    },
    [Symbol.asyncDispose]: () => client.close(),
  };
}

function processOf({ binary, args, env }: Extract<Place, { readonly transport: 'stdio' }>) {
  const stderr: 'pipe' = 'pipe';
  return { command: process.execPath, args: [binary, ...args], env: { ...env }, stderr };
}

function collect(stream: Stream | null | undefined): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}

function watching(): Watched & { hear(uri: string): void } {
  const heard: string[] = [];
  const news = new EventEmitter();
  return {
    heard,
    hear(uri) {
      heard.push(uri);
      news.emit('news');
    },
    async until(uri) {
      while (!heard.includes(uri)) await once(news, 'news');
    },
  };
}
