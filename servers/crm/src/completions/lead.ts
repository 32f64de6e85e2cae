import { completion } from '../tool.ts';
import { scopeOf } from './scope.ts';

const shown = 20;

/** Ids of leads, by their digits or by the name, that the caller sees. */
export const leadCompletion = completion({
  name: 'lead',
  values: async (prefix, context) =>
    (await context.deps.suggestions?.leads(prefix, shown, scopeOf(context))) ?? [],
});
