import type { Agent } from '../agent.ts';
import { listSteps } from '../common-steps.ts';
import { Memo } from '../memo.ts';
import type { Surface } from '../surface.ts';
import type { Workload } from '../workload.ts';
import { auditCrm } from './audit.ts';
import { Ledger } from './ledger.ts';
import { moveSteps } from './moves.ts';
import type { Own } from './own.ts';
import { readSteps } from './reads.ts';
import { openShop } from './shop.ts';
import { writeSteps } from './writes.ts';

/** What a client that left may still have running on the server. */
const settlingMs = 1000;

/** Agents that read, write, and repeat; in the end the database must hold exactly what they were told. */
export async function crmWorkload(surface: Surface, folder: string, clerk: Agent): Promise<Workload> {
  const memo = new Memo();
  const ledger = new Ledger();
  const shop = await openShop(clerk);
  return {
    stepsOf(agent) {
      const own: Own = { agent, shop, ledger, leads: [], done: [] };
      return [
        ...listSteps(agent, surface, memo),
        ...readSteps(own, memo),
        ...writeSteps(own),
        ...moveSteps(own),
      ];
    },
    async audit(tally) {
      await new Promise((resolve) => setTimeout(resolve, settlingMs));
      return auditCrm(folder, shop, ledger, tally);
    },
  };
}
