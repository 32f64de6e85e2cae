import { completion } from '../tool.ts';

/** City ids that begin with what was typed, the largest cities first; all of them, so that core counts truly. */
export const cityCompletion = completion({
  name: 'city',
  values: (prefix, { deps }) => deps.places.suggest(prefix.trim(), Number.POSITIVE_INFINITY),
});
