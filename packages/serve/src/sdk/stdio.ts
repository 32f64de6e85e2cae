import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Caller, Selection } from '@patchbay/core';
import type { Engine } from '@patchbay/core/engine';
import { createFlight } from '../flight.ts';
import { createFactory } from './factory.ts';
import { LineTransport } from './line-transport.ts';

/** What the stdio adapter takes; one process serves one caller. */
export interface SdkStdioOptions {
  readonly engine: Engine;
  readonly caller: Caller;
  readonly selection: Selection;
  readonly stateKey?: string | undefined;
  /** Messages from the client; its end closes the connection at once, unanswered calls included. */
  readonly input: Readable;
  readonly output: Writable;
  onError(error: Error): void;
  /** Hears that the connection is over: the client is gone. */
  onClose(): void;
}

/** The SDK's serving of one stdio connection. */
export interface SdkStdio {
  /** Says that no more will come, so that what has come without a line break is the last message. */
  endInput(): void;
  /** Resolves when all requests received so far are answered, or at the deadline; says how many were left. */
  idle(deadlineMs: number): Promise<number>;
  close(): Promise<void>;
}

/** Serves MCP on a pair of streams, for clients of both eras. */
export function serveSdkStdio(options: SdkStdioOptions): SdkStdio {
  const { engine, caller, selection, stateKey } = options;
  const factory = createFactory({
    engine,
    transport: 'stdio',
    stateKey,
    callerOf: () => caller,
    selectionOf: () => selection,
  });
  const transport = new LineTransport(options.input, options.output);
  const connection = serveStdio(factory, { transport, onerror: options.onError });
  const closed = transport.onclose;
  transport.onclose = () => {
    closed?.();
    options.onClose();
  };
  return {
    endInput: () => transport.endInput(),
    idle: countRequests(transport).idle,
    close: () => connection.close(),
  };
}

/** Counts requests from their arrival to their answer, so that the end of the input can wait for the answers. */
function countRequests(transport: LineTransport) {
  const flight = createFlight();
  const open = new Map<unknown, () => void>();
  const receive = transport.onmessage;
  transport.onmessage = (message: JSONRPCMessage) => {
    if ('method' in message && 'id' in message && message.method !== 'subscriptions/listen') {
      leave(message.id);
      open.set(message.id, flight.enter());
    }
    if ('method' in message && message.method === 'notifications/cancelled')
      leave(message.params?.['requestId']);
    receive?.(message);
  };
  const send = transport.send.bind(transport);
  transport.send = async (message: JSONRPCMessage) => {
    await send(message);
    if (!('method' in message)) leave(message.id);
  };
  function leave(id: unknown): void {
    open.get(id)?.();
    open.delete(id);
  }
  return flight;
}
