import { fold } from '@patchbay/schemas';
import { completion } from '../tool.ts';

/** Names of the stages of deals, in their order. */
export const stageCompletion = completion({
  name: 'stage',
  async values(prefix, { deps, caller, signal }) {
    const stages = (await deps.suggestions?.stages({ caller, signal })) ?? [];
    const typed = fold(prefix.trim());
    return stages.filter((stage) => fold(stage).startsWith(typed));
  },
});
