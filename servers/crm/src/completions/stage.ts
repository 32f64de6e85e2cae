import { completion } from '../tool.ts';
import { scopeOf } from './scope.ts';

/** Names of the stages of deals, in their order. */
export const stageCompletion = completion({
  name: 'stage',
  async values(prefix, context) {
    const stages = (await context.deps.suggestions?.stages(scopeOf(context))) ?? [];
    return stages.filter((stage) => stage.toLowerCase().startsWith(prefix.trim().toLowerCase()));
  },
});
