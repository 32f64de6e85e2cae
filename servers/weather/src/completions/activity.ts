import { completion } from '../tool.ts';
import { activityNames } from '../windows/activity.ts';

const events = ['concert', 'festival', 'football match', 'market', 'sailing', 'skiing', 'wedding'];

/** Activities that find_best_window has limits for, then other common events; any other text is as good. */
export const activityCompletion = completion({
  name: 'activity',
  values: (prefix) =>
    [...activityNames, ...events].filter((activity) => activity.startsWith(prefix.trim().toLowerCase())),
});
