import { completionFor, promptFor, resourceFor, toolFor } from '@patchbay/core';
import type { WeatherDeps } from './deps.ts';

/** Declares a tool of this server. */
export const tool = toolFor<WeatherDeps>();
/** Declares a resource of this server. */
export const resource = resourceFor<WeatherDeps>();
/** Declares a prompt of this server. */
export const prompt = promptFor<WeatherDeps>();
/** Declares a completion of this server. */
export const completion = completionFor<WeatherDeps>();
