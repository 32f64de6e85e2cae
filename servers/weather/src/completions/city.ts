import { mostCompletions } from '@patchbay/core';
import { completion } from '../tool.ts';

/** Ids of the cities whose name begins with what was typed, the largest first, with the count of all of them. */
export const cityCompletion = completion({
  name: 'city',
  values: (prefix, { deps }) => deps.places.suggest(prefix.trim(), mostCompletions),
});
