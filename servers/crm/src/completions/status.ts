import { leadStatuses } from '../leads/status.ts';
import { completion } from '../tool.ts';

/** Statuses of leads. */
export const statusCompletion = completion({
  name: 'status',
  values: (prefix) => leadStatuses.filter((status) => status.startsWith(prefix.trim().toLowerCase())),
});
