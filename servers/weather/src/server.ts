import { defineServer } from '@patchbay/core';
import packageJson from '../package.json' with { type: 'json' };
import { weatherConfig } from './config.ts';
import { prompts, resources, tools } from './registry.gen.ts';
import { tokens } from './tokens.gen.ts';
import { attributions } from './upstream/attributions.ts';
import { openWeatherDeps } from './upstream/create-deps.ts';

/** The weather server. */
export const server = defineServer({
  name: 'weather',
  title: 'Patchbay Weather',
  version: packageJson.version,
  description: packageJson.description,
  instructions:
    'Places are given by name ("Paris, TX"), city id ("new-york") or coordinates; an ambiguous name comes back with candidates to choose from. Times are local to the place and every answer names its units and its source. No official alerts where `coverage` is `none` means that nobody was asked, not that the weather is safe.',
  config: weatherConfig,
  results: true,
  // three megabytes of them are the places, which are read on the first question and pack to 2.3
  budget: { bundleBytes: 6_000_000, tarballBytes: 3_300_000 },
  toolsets: {
    core: 'Places, current weather, forecasts, summaries, alerts and the state of the server.',
    planning: 'Decisions ahead: certainty of a forecast, comparing places, finding the best time.',
    history: 'The past and the climate: observations since 1940, normals, projections.',
    environment: 'Air quality and pollen, the sea, rivers.',
  },
  tools,
  resources,
  prompts,
  tokens,
  synthetic: ({ config, demo }) =>
    demo || config.WEATHER_PROVIDER === 'demo' ? attributions.synthetic : undefined,
  createDeps: openWeatherDeps,
});
