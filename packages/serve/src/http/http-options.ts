import type { Caller, DependencyHealth, Selection, ServerDeps } from '@patchbay/core';
import type { Engine } from '@patchbay/core/engine';
import type { Logger } from '@patchbay/observability';
import type { Gate } from './auth/gate.ts';
import type { GuardOptions } from './guards.ts';

/** What HTTP serving takes. */
export interface HttpOptions {
  readonly engine: Engine;
  readonly deps: Promise<ServerDeps>;
  readonly log: Logger;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly guard: GuardOptions;
  /** Decides who calls; closed with the server. */
  readonly gate: Gate;
  /** Somebody who may list everything, for what the server asks itself. */
  readonly caller: Caller;
  readonly selection: Selection;
  readonly maxBodyBytes: number;
  readonly maxConnections: number;
  readonly stateKey?: string | undefined;
  /** Whether requests that are certain to be valid bypass the SDK; true unless said otherwise. */
  readonly fastLane?: boolean;
  /** The metrics page, in Prometheus text. */
  readonly metrics?: () => { readonly contentType: string; readonly text: string };
  /** The state of what serving itself depends on, beside the server's own ports. */
  health?(): readonly DependencyHealth[];
  /** Hears of every request refused before the protocol. */
  onRefusal?(reason: string): void;
}
