import type { Records } from '../../../deps.ts';
import { logActivity } from '../activities/log.ts';
import { recordTimeline } from '../activities/timeline.ts';
import { upsertRecords } from '../batch/upsert.ts';
import type { Kernel } from '../kernel.ts';
import { recordSchema, searchRecords } from './search.ts';

/** All kinds of record in the store. */
export function createRecords(kernel: Kernel): Records {
  return {
    search: async (search, scope) => searchRecords(kernel, search, scope),
    schema: recordSchema,
    upsert: (batch, scope) => upsertRecords(kernel, batch, scope),
    logActivity: (activity, scope) => logActivity(kernel, activity, scope),
    timeline: async (object_type, id, options, scope) =>
      recordTimeline(kernel, object_type, id, options, scope),
  };
}
