import { completion } from '../tool.ts';

const shown = 20;

/** Ids of leads, by their digits or by the name, that the caller sees. */
export const leadCompletion = completion({
  name: 'lead',
  values: async (prefix, { deps, caller, signal }) =>
    (await deps.suggestions?.leads(prefix, shown, { caller, signal })) ?? [],
});
