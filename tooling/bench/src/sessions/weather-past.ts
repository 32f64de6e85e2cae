import { type Bag, listOf, member } from '../json.ts';
import { type Agent, type Question, toolCall } from './agent.ts';
import { cities } from './cities.ts';
import { resourceOf, varied } from './common-steps.ts';
import type { Memo } from './memo.ts';
import type { Step } from './workload.ts';

const dayMs = 86_400_000;

interface Past {
  readonly city: string;
  readonly start: string;
  readonly end: string;
  readonly days: number;
}

/** Questions about the past, which has one answer for everybody. */
export function pastSteps(agent: Agent, memo: Memo): Step[] {
  const { random } = agent;
  return [
    {
      weight: 5,
      run: async () => {
        const past = pastOf(random);
        const outcome = await agent.ask(varied(agent, history(past, memo)));
        if (outcome.kind !== 'result' || !random.chance(0.3)) return;
        const uri = String(member(outcome.result['structuredContent'], 'csv_uri'));
        await agent.ask(allRows(uri, past, memo));
      },
    },
    // synthetic data of thirty years takes the processor for a quarter of a second, which nobody's upstream would
    {
      weight: 0.04,
      run: () => agent.ask({ ...climate(random.pick(cities), memo), progress: true, reports: 2 }),
    },
  ];
}

function pastOf(random: Agent['random']): Past {
  const days = random.integer(1, 31);
  const from = Date.UTC(2020, random.integer(0, 23), 1);
  return { city: random.pick(cities), start: dayOf(from), end: dayOf(from + (days - 1) * dayMs), days };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function history({ city, start, end, days }: Past, memo: Memo): Question {
  return toolCall('read', 'get_historical_weather', { location: city, start, end }, (structured) => {
    const rows = listOf(structured['rows']);
    if (rows.length !== days) return `has ${rows.length} rows, not ${days}`;
    if (member(rows[0], 'period') !== start || member(rows.at(-1), 'period') !== end) return 'has other days';
    if (structured['city_id'] !== city) return `is about ${String(structured['city_id'])}`;
    return memo.differs(`past ${city} ${start} ${end}`, timeless(structured));
  });
}

function allRows(uri: string, { city, start, end, days }: Past, memo: Memo): Question {
  return resourceOf(uri, (_, text) => {
    const rows = text.split('\n').filter((line) => /^\d{4}-\d\d-\d\d,/.test(line));
    if (rows.length !== days) return `has ${rows.length} rows, not ${days}`;
    return memo.differs(`csv ${city} ${start} ${end}`, rows);
  });
}

function climate(city: string, memo: Memo): Question {
  const args = { location: city, variable: 'temperature_max', start: '2020-07-01', end: '2020-07-03' };
  return toolCall('read', 'compare_to_climate', args, (structured) =>
    structured['city_id'] === city
      ? memo.differs(`climate ${city}`, timeless(structured))
      : `is about ${String(structured['city_id'])}`,
  );
}

function timeless({ fetched_at: _at, csv_uri: _uri, csv_expires_at: _until, ...structured }: Bag): Bag {
  return structured;
}
