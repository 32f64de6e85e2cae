import type { Middleware } from '@patchbay/core';
import type { CrmDeps } from './deps.ts';

/** Ports, and what must be wrapped around every write tool that uses them. */
export interface OpenedCrm {
  readonly deps: CrmDeps;
  readonly transact: Middleware;
}

/** Lets the definition of a server name a transaction that exists only once its ports do. */
export interface WriteTransactions {
  /** Wraps a write in the transaction of the ports opened last; ports given by hand bring none. */
  readonly middleware: Middleware;
  /** Remembers what is being opened until it is closed, and gives back its ports. */
  opening(crm: Promise<OpenedCrm>): Promise<CrmDeps>;
}

/** Creates the link between one server's definition and its ports. */
export function writeTransactions(): WriteTransactions {
  let current: Promise<OpenedCrm> | undefined;
  return {
    async middleware(call, next) {
      if (current === undefined) return next(call);
      const { transact } = await current;
      return transact(call, next);
    },
    async opening(crm) {
      current = crm;
      const { deps } = await crm;
      return {
        ...deps,
        close() {
          if (current === crm) current = undefined;
          return deps.close();
        },
      };
    },
  };
}
