import { completion } from '../tool.ts';

const shown = 20;

/** Ids of people who own leads that the caller sees, by id or name. */
export const ownerCompletion = completion({
  name: 'owner',
  values: async (prefix, { deps, caller, signal }) =>
    (await deps.suggestions?.owners(prefix, shown, { caller, signal })) ?? [],
});
