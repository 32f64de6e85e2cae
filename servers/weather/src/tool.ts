import { completionFor, promptFor, resourceFor, toolFor } from '@patchbay/core';
import type { WeatherPorts } from './deps.ts';

/** Declares a tool of this server. */
export const tool = toolFor<WeatherPorts>();
/** Declares a resource of this server. */
export const resource = resourceFor<WeatherPorts>();
/** Declares a prompt of this server. */
export const prompt = promptFor<WeatherPorts>();
/** Declares a completion of this server. */
export const completion = completionFor<WeatherPorts>();
