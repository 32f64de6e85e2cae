import type { AnyServer, ServerDeps } from '@patchbay/core';
import type { Surface } from '@patchbay/core/engine';
import type { connect } from '../connect.ts';

/** What a server's contract is checked on. */
export interface Subject {
  readonly server: AnyServer;
  readonly surface: Surface;
  /** Ports that answer; asked for once per rule that needs them. */
  createDeps(): Promise<ServerDeps>;
  /** How rules connect; replaced only to prove that they see a core that is broken. */
  readonly connect: typeof connect;
}

/** One rule that holds for every server; an empty list means that it holds. */
export interface Rule {
  readonly name: string;
  check(subject: Subject): readonly string[] | Promise<readonly string[]>;
}
