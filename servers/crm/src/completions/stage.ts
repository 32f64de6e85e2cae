import { completion } from '../tool.ts';

/** Names of the stages of deals, in their order. */
export const stageCompletion = completion({
  name: 'stage',
  async values(prefix, { deps, caller, signal }) {
    const stages = (await deps.suggestions?.stages({ caller, signal })) ?? [];
    return stages.filter((stage) => stage.toLowerCase().startsWith(prefix.trim().toLowerCase()));
  },
});
