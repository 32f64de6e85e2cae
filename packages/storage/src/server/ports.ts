import { type ChangeGate, type ChangeLog, changeLog } from '../changes/change-log.ts';
import type { Jobs } from '../jobs/store-jobs.ts';
import type { Tables } from '../tables.ts';
import type { StoreKernel } from './kernel.ts';
import { type PartStatus, storeStatus } from './status.ts';
import { syntheticNotice } from './synthetic.ts';

/** The ports of every stored server: what its undo tool, its health tool and its resources of changes and jobs need. */
export interface StorePorts {
  readonly backend: 'store';
  readonly changes: ChangeLog;
  readonly jobs: Jobs;
  status(): Promise<readonly PartStatus[]>;
}

/** Builds them; the gate decides who sees and takes back which changes, and a demonstration has `invented` data. */
export function storePorts<T extends Tables>(
  kernel: StoreKernel<T>,
  gate: ChangeGate<T>,
  invented = false,
): StorePorts {
  return {
    backend: 'store',
    changes: changeLog(kernel, gate),
    jobs: kernel.jobs,
    async status() {
      const parts = await storeStatus(kernel.store);
      return invented ? [...parts, { name: 'data', status: 'up', detail: syntheticNotice }] : parts;
    },
  };
}
