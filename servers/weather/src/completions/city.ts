import { completion } from '../tool.ts';

const shown = 20;

/** City ids that begin with what was typed, the largest cities first. */
export const cityCompletion = completion({
  name: 'city',
  values: (prefix, { deps }) => deps.places.suggest(prefix.trim(), shown),
});
