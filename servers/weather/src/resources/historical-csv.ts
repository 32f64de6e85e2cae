import { notFound } from '@patchbay/core';
import { historyCsv, historyRequest, historyRows, parseHistoryId } from '../climate/history-query.ts';
import { onlySeries } from '../series/reading.ts';
import { addDays, dayIn } from '../time/local-time.ts';
import { resource } from '../tool.ts';

const hint = 'Call get_historical_weather and read the csv_uri that it returns, unchanged.';

export const historicalCsv = resource({
  name: 'historical_csv',
  title: 'Historical weather as CSV',
  description:
    'All rows of an answer of get_historical_weather. The first line, which begins with #, names the source of the data.',
  mimeType: 'text/csv',
  uri: 'weather://result/{id}.csv',
  tool: 'get_historical_weather',
  cache: { ttlMs: 86_400_000, scope: 'public' },
  async read({ id = '' }, { deps, signal }) {
    const query = parseHistoryId(id);
    if (query === undefined) throw notFound('No result has this id.', { hint });
    // east of everywhere it is the latest day that any place can have behind it
    if (query.end > addDays(dayIn('Pacific/Kiritimati', deps.now()), -1)) {
      throw notFound('This result would reach into the future.', { hint });
    }
    const reading = await deps.weather.series('archive', historyRequest(query), { signal });
    const { daily } = onlySeries(reading);
    if (daily === undefined) throw notFound('The archive has no values for this result.', { hint });
    const age = reading.stale_s === undefined ? '' : `; stale by ${reading.stale_s} s`;
    return `# ${reading.source}; loaded ${reading.fetched_at}${age}\r\n${historyCsv(query, historyRows(query, daily))}`;
  },
});
