import type { Job } from '@patchbay/schemas';
import type { Page } from '../paging/paging.ts';
import type { Store, WriteOrigin } from '../store.ts';
import type { StoreContext } from '../transaction.ts';
import type { JobListOptions } from './records.ts';

/** A caller's own jobs. */
export interface Jobs {
  /** @throws ToolError `not_found` for a job that does not exist or is another caller's. */
  get(id: string, context: StoreContext): Promise<Job>;
  /** Newest first. */
  list(context: StoreContext, options?: JobListOptions): Promise<Page<Job>>;
  /**
   * Ends a job: at once where it waits; a running one is told so, and ends soon. For the undo tool, whose `change_id`
   * is that of a job when {@link isJobId} says so.
   *
   * @throws ToolError `not_found`; `conflict` when it has ended.
   */
  cancel(id: string, context: StoreContext & WriteOrigin): Promise<Job>;
}

/** Opens the jobs of a store. */
export function storeJobs(store: Pick<Store, 'read' | 'write'>): Jobs {
  return {
    get: (id, context) => store.read(context, (db) => db.getJob(id)),
    list: (context, options) => store.read(context, (db) => db.listJobs(options)),
    cancel: (id, context) => store.write(context, (db) => db.cancelJob(id)),
  };
}

/** Whether what a caller wants to take back is a job. */
export function isJobId(id: string): boolean {
  return id.startsWith('job_');
}
