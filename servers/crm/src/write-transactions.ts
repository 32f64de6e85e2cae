import type { Middleware } from '@patchbay/core';
import type { CrmDeps } from './deps.ts';

/** Ports, and what must be wrapped around every write tool that uses them. */
export interface OpenedCrm {
  readonly deps: CrmDeps;
  readonly transact: Middleware;
}

/** Lets the definition of a server name a transaction that exists only once its ports do. */
export interface WriteTransactions {
  readonly middleware: Middleware;
  /** Remembers what is being opened and gives back its ports. */
  opening(crm: Promise<OpenedCrm>): Promise<CrmDeps>;
}

/** Creates the link between one server's definition and its ports. */
export function writeTransactions(): WriteTransactions {
  let current: Promise<OpenedCrm> | undefined;
  return {
    async middleware(call, next) {
      if (current === undefined) throw new Error('A write came before the ports were opened.');
      const { transact } = await current;
      return transact(call, next);
    },
    async opening(crm) {
      current = crm;
      return (await crm).deps;
    },
  };
}
