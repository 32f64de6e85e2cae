import { completion } from '../tool.ts';

/** The systems of units. */
export const unitsCompletion = completion({
  name: 'units',
  values: (prefix) => ['metric', 'imperial'].filter((system) => system.startsWith(prefix.toLowerCase())),
});
