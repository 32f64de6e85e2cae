import type { Logger } from '@patchbay/observability';
import type { Results } from './results.ts';

/** Who calls. */
export interface Caller {
  /** Stable identifier of the principal. */
  readonly id: string;
  readonly tenant: string;
  readonly role: string;
  /** The group the principal works in, where rows are shared by group. */
  readonly team?: string;
  readonly scopes: ReadonlySet<string>;
}

/** The generation of the protocol that a client speaks. */
export type Era = 'legacy' | 'modern';

/** What the client behind a call can do and has answered. */
export interface ClientView {
  readonly era: Era;
  readonly transport: 'stdio' | 'http';
  /** Name and version as the client states them, cut short; unverified. */
  readonly name?: string;
  readonly capabilities: Readonly<Record<string, unknown>>;
  /** Answers to an earlier `inputRequired`, by key. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** The payload sealed with `seal` in an earlier round of this call; forged or foreign state never gets here. */
  readonly state: unknown;
  /** Seals a payload into a `requestState` bound to this method, target, arguments and caller. */
  seal(payload: unknown): Promise<string>;
}

/** What handlers get besides their arguments. */
export interface CallContext<Deps> {
  readonly deps: Deps;
  readonly caller: Caller;
  /** The name of the tool, resource or prompt that runs. */
  readonly tool: string;
  /** Aborts on cancellation, disconnect and deadline; pass it to every driver and socket. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  readonly client: ClientView;
  /** Whether nothing of what the call does will be kept; ports over a transaction need not know. */
  readonly dryRun: boolean;
  /** The version of the row that the caller saw, where the tool is `versioned` and the caller says so. */
  readonly expectedVersion: number | undefined;
  /** Keeps what is too large for an answer, where the server declares `results`. */
  readonly results: Results;
  /** Reports progress to clients that asked for it; `done` must grow. */
  progress(done: number, total?: number, message?: string): Promise<void>;
  /**
   * Announces that a resource or a list changed, to clients that subscribed: when the call has succeeded, and not for a
   * rehearsal.
   */
  changed(announcement: Announcement): void;
}

/** What clients hear who subscribed to it: that a list or a resource changed. */
export type Announcement =
  | { readonly kind: 'tools' | 'prompts' | 'resources' }
  | { readonly kind: 'resource'; readonly uri: string };
