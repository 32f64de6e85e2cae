import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Caller, Selection } from '../call.ts';
import type { Engine } from '../engine/engine.ts';
import { createFactory } from './factory.ts';

/** What the stdio adapter takes; one process serves one caller. */
export interface SdkStdioOptions {
  readonly engine: Engine;
  readonly caller: Caller;
  readonly selection: Selection;
  readonly stateKey?: string | undefined;
  onError(error: Error): void;
}

/** Serves MCP on this process's standard streams, for clients of both eras. */
export function serveSdkStdio({ engine, caller, selection, stateKey, onError }: SdkStdioOptions): {
  close(): Promise<void>;
} {
  const factory = createFactory({
    engine,
    transport: 'stdio',
    stateKey,
    callerOf: () => caller,
    selectionOf: () => selection,
  });
  return serveStdio(factory, { onerror: onError });
}
