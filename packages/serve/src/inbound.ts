/**
 * What a client sent, as every way of serving takes it: the fast lane, the SDK over HTTP, and the SDK on stdio.
 *
 * Whoever hears of a request hears the same, whichever way it came.
 */
import type { Caller, ClientView, Era, Request } from '@patchbay/core';
import { brief, type FaultKind, ProtocolFault } from '@patchbay/core/engine';
import { type Bag, isBag } from '@patchbay/schemas';

/** The reserved keys of `_meta` (2026-07-28). */
export const metaKeys = {
  version: 'io.modelcontextprotocol/protocolVersion',
  client: 'io.modelcontextprotocol/clientInfo',
  capabilities: 'io.modelcontextprotocol/clientCapabilities',
  logLevel: 'io.modelcontextprotocol/logLevel',
  server: 'io.modelcontextprotocol/serverInfo',
} as const;

/** The value of a body that is JSON, else undefined. */
export function messageIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** Who sent a request, as far as they say. */
export interface Sender {
  readonly era: Era;
  readonly transport: 'stdio' | 'http';
  /** What they say that they are (`Implementation`). */
  readonly info: unknown;
  /** What they say that they can do (`ClientCapabilities`). */
  readonly capabilities: unknown;
}

/** What earlier rounds of a call left, and how this one leaves something. */
export type Rounds = Pick<ClientView, 'answers' | 'state' | 'seal'>;

/** A request with what it takes to make one of ours from it. */
export interface Received {
  readonly method: string;
  readonly params: Bag;
  readonly meta: Bag;
  readonly id: string | number;
  readonly caller: Caller;
  readonly sender: Sender;
  readonly rounds: Rounds;
  /** The way back to the client; asked for its signal only by calls that want one. */
  readonly link: Pick<Request, 'aborted' | 'signal' | 'notify'>;
}

/** The request that the pipeline and handlers see. */
export function requestFrom(received: Received): Request {
  return new ReceivedRequest(received);
}

/** Made for each request, so that everything costly waits until it is asked for. */
class ReceivedRequest implements Request {
  readonly method: string;
  readonly params: Bag;
  readonly meta: Bag;
  readonly id: string | number;
  readonly caller: Caller;
  readonly client: ClientView;
  readonly #link: Received['link'];

  constructor({ method, params, meta, id, caller, sender, rounds, link }: Received) {
    this.method = method;
    this.params = withoutMeta(params);
    this.meta = withoutEnvelope(meta);
    this.id = id;
    this.caller = caller;
    this.client = new ReceivedClient(sender, rounds);
    this.#link = link;
  }

  get aborted(): boolean {
    return this.#link.aborted;
  }

  get signal(): AbortSignal {
    return this.#link.signal;
  }

  notify(method: string, params: Bag): Promise<void> {
    return this.#link.notify(method, params);
  }
}

class ReceivedClient implements ClientView {
  readonly era: Era;
  readonly transport: 'stdio' | 'http';
  readonly name?: string;
  readonly capabilities: Bag;
  readonly answers: Bag;
  readonly state: unknown;
  readonly #rounds: Rounds;

  constructor({ era, transport, info, capabilities }: Sender, rounds: Rounds) {
    this.era = era;
    this.transport = transport;
    if (isBag(info)) this.name = nameOf(info);
    this.capabilities = isBag(capabilities) ? capabilities : none;
    this.answers = rounds.answers;
    this.state = rounds.state;
    this.#rounds = rounds;
  }

  seal(payload: unknown): Promise<string> {
    return this.#rounds.seal(payload);
  }
}

const none: Bag = Object.freeze({});

function nameOf({ name, version }: Bag): string {
  return brief(`${brief(String(name))} ${brief(String(version))}`);
}

/** Metadata stands beside the parameters, and not in them as well. */
function withoutMeta(params: Bag): Bag {
  if (!('_meta' in params)) return params;
  const { _meta, ...others } = params;
  return others;
}

const envelopeKeys: ReadonlySet<string> = new Set([
  metaKeys.version,
  metaKeys.client,
  metaKeys.capabilities,
  metaKeys.logLevel,
  // a name that an assignment would take for the prototype
  '__proto__',
]);

/** What the envelope says of the sender stands in {@link ClientView}. */
function withoutEnvelope(meta: Bag): Bag {
  let others: Record<string, unknown> | undefined;
  for (const key in meta) {
    if (envelopeKeys.has(key)) continue;
    others ??= {};
    others[key] = meta[key];
  }
  return others ?? none;
}

/** An error of JSON-RPC. */
export interface WireError {
  readonly code: number;
  readonly message: string;
  readonly data?: Bag;
}

const codes = {
  invalid_params: -32_602,
  method_not_found: -32_601,
  resource_not_found: -32_602,
  internal: -32_603,
} as const satisfies Record<FaultKind, number>;

/** What a client sees of an error; of anything but a fault of the protocol it sees nothing. */
export function errorOf(error: unknown): WireError {
  if (!(error instanceof ProtocolFault)) return { code: codes.internal, message: 'Internal error' };
  const { kind, message, data } = error;
  return { code: codes[kind], message, ...(data !== undefined && { data }) };
}

const mirroring = new WeakMap<object, boolean>();

/** Whether a tool's input mirrors parameters in HTTP headers (`x-mcp-header`), which the SDK compares. */
export function mirrorsHeaders(inputSchema: object): boolean {
  const known = mirroring.get(inputSchema) ?? JSON.stringify(inputSchema).includes('"x-mcp-header"');
  mirroring.set(inputSchema, known);
  return known;
}
