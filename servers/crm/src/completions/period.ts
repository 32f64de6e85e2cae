import { relativePeriods } from '../reports/period.ts';
import { completion } from '../tool.ts';

/** Periods of a report: by name, and the quarters around now. */
export const periodCompletion = completion({
  name: 'period',
  values(prefix, { deps }) {
    const year = deps.now().getUTCFullYear();
    const quarters = [year, year - 1].flatMap((each) => [1, 2, 3, 4].map((quarter) => `${each}-Q${quarter}`));
    const typed = prefix.trim().toLowerCase();
    return [...relativePeriods, ...quarters].filter((period) => period.toLowerCase().startsWith(typed));
  },
});
