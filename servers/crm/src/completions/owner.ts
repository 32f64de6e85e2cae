import { completion } from '../tool.ts';
import { scopeOf } from './scope.ts';

const shown = 20;

/** Ids of people who own leads that the caller sees, by id or name. */
export const ownerCompletion = completion({
  name: 'owner',
  values: async (prefix, context) =>
    (await context.deps.suggestions?.owners(prefix, shown, scopeOf(context))) ?? [],
});
