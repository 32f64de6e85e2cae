import { listOf, member } from '../json.ts';
import { type Agent, type Check, type Question, toolCall } from './agent.ts';
import { cities } from './cities.ts';
import { completionOf, listSteps, promptOf, resourceOf, varied } from './common-steps.ts';
import { Memo } from './memo.ts';
import type { Surface } from './surface.ts';
import { conversion } from './temperature.ts';
import { pastSteps } from './weather-past.ts';
import type { Step, Workload } from './workload.ts';

/** Agents that ask about the weather; nothing is written, so nothing is left to audit. */
export function weatherWorkload(surface: Surface): Workload {
  const memo = new Memo();
  return {
    stepsOf: (agent) => [
      ...listSteps(agent, surface, memo),
      ...presentSteps(agent),
      ...placeSteps(agent, memo),
      ...pastSteps(agent, memo),
    ],
    audit: async () => [],
  };
}

type Maker = readonly [weight: number, make: (agent: Agent) => Question];

/** Questions about now and the days ahead, whose answers must be of the place and the length that were asked for. */
const present: readonly Maker[] = [
  [14, ({ random }) => conversion(random)],
  [10, ({ random }) => atCity(random.pick(cities), 'get_current_weather')],
  [6, ({ random }) => daysAhead('get_forecast', 'items', random.pick(cities), random.integer(1, 16))],
  [4, ({ random }) => atCity(random.pick(cities), 'get_weather_summary')],
  [4, ({ random }) => daysAhead('get_air_quality', 'days', random.pick(cities), random.integer(1, 7))],
  [2, ({ random }) => daysAhead('get_river_discharge', 'days', random.pick(cities), random.integer(1, 20))],
  [1, ({ random }) => atCity(random.pick(cities), 'find_best_window', { activity: 'running' })],
  [3, ({ random }) => atCity(random.pick(cities), 'get_weather_alerts')],
  [1, ({ random }) => confidence(random.pick(cities), random.integer(1, 4))],
  [4, ({ random }) => comparison(random.pick(cities), random.pick(cities))],
  [3, ({ random }) => currentResource(random.pick(cities))],
];

function presentSteps(agent: Agent): Step[] {
  return present.map(([weight, make]) => ({ weight, run: () => agent.ask(varied(agent, make(agent))) }));
}

function placeSteps(agent: Agent, memo: Memo): Step[] {
  const { random } = agent;
  return [
    { weight: 4, run: () => agent.ask(search(random.pick(cities), random.integer(1, 10), memo)) },
    {
      weight: 3,
      run: () => agent.ask(completionOf('weather_report', 'city', random.pick(cities).slice(0, 3), memo)),
    },
    {
      weight: 3,
      run: () => {
        const marker = agent.marker();
        return agent.ask(promptOf('weather_report', { city: marker }, `"${marker}"`));
      },
    },
    {
      weight: 2,
      run: () => agent.ask(resourceOf('weather://codes', (_, text) => memo.differs('codes', text))),
    },
    { weight: 3, run: () => agent.ask(nowhere(agent.marker())) },
    { weight: 1, run: () => agent.ask(ambiguous()) },
  ];
}

function atCity(city: string, tool: string, more: Readonly<Record<string, unknown>> = {}): Question {
  return toolCall('read', tool, { location: city, ...more }, isAt(city));
}

function isAt(city: string): Check {
  return ({ city_id }) => (city_id === city ? undefined : `is about ${String(city_id)}, not ${city}`);
}

function daysAhead(tool: string, list: string, city: string, days: number): Question {
  return toolCall('read', tool, { location: city, days }, (structured) => {
    const found = listOf(structured[list]).length;
    if (found !== days) return `has ${found} days, not ${days}`;
    return isAt(city)(structured);
  });
}

function confidence(city: string, days: number): Question {
  const args = { location: city, variable: 'temperature_max', days };
  return toolCall('read', 'get_forecast_confidence', args, (structured) => {
    const found = listOf(structured['days']);
    if (found.length !== days) return `has ${found.length} days, not ${days}`;
    const disordered = found.find((day) => !(Number(member(day, 'p10')) <= Number(member(day, 'p90'))));
    return disordered === undefined ? isAt(city)(structured) : `p10 above p90: ${JSON.stringify(disordered)}`;
  });
}

function comparison(one: string, other: string): Question {
  const asked = one === other ? ['london', 'tokyo'] : [one, other];
  return toolCall('read', 'compare_locations', { locations: asked }, ({ places }) => {
    const found = listOf(places).map((place) => String(member(place, 'city_id')));
    return found.join() === asked.join() ? undefined : `compares ${found.join()}, not ${asked.join()}`;
  });
}

function currentResource(city: string): Question {
  return resourceOf(`weather://${city}/current`, (content) => {
    const found = member(content, 'city_id');
    return found === city ? undefined : `is about ${String(found)}, not ${city}`;
  });
}

function search(city: string, limit: number, memo: Memo): Question {
  const query = city.replaceAll('-', ' ');
  return toolCall('read', 'search_locations', { query, limit }, ({ items }) => {
    const found = listOf(items);
    if (found.length > limit) return `${found.length} places instead of ${limit}`;
    if (member(found[0], 'city_id') !== city)
      return `the best place for ${query} is ${JSON.stringify(found[0])}`;
    return memo.differs(`places ${city} ${limit}`, found);
  });
}

/** The error repeats the name, which is this session's alone. */
function nowhere(marker: string): Question {
  const question = toolCall('read', 'get_current_weather', { location: `nowhere-${marker}` });
  return { ...question, expects: 'not_found', says: `"nowhere-${marker}"` };
}

function ambiguous(): Question {
  const question = toolCall('read', 'get_current_weather', { location: 'Springfield' });
  return { ...question, expects: 'validation_error', says: 'ambiguous' };
}
