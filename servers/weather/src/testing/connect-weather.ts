import type { Emulator } from '@patchbay/emulators/open-meteo';
import type { Logger } from '@patchbay/observability';
import { type ConnectOptions, connect, type TestClient, testSetup } from '@patchbay/testkit';
import { weatherConfig } from '../config.ts';
import type { WeatherDeps } from '../deps.ts';
import { server } from '../server.ts';
import { createWeatherDeps } from '../upstream/create-deps.ts';
import { type Alter, startNws, startOpenMeteo } from './emulators.ts';

/** The moment at which tests take place, unless they say otherwise. */
export const testNow = new Date('2026-07-15T12:00:00Z');

/** How a test connects to the weather server. */
export interface ConnectWeatherOptions extends ConnectOptions {
  readonly now?: Date | (() => Date);
  /** Changes what the demo's world would answer. */
  readonly alter?: Alter;
  /** Settings beside the emulators' addresses. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A client of the weather server, with the emulators behind it. */
export interface WeatherClient extends TestClient {
  readonly openMeteo: Emulator;
  readonly nws: Emulator;
  readonly deps: WeatherDeps;
}

/** Starts both emulators and the server's real ports on them, and connects a real client through the protocol. */
export async function connectWeather(options: ConnectWeatherOptions = {}): Promise<WeatherClient> {
  const now = clockOf(options.now);
  const openMeteo = await startOpenMeteo({ now, alter: options.alter });
  const nws = await startNws({ now });
  const environment = {
    WEATHER_OPEN_METEO_URL: openMeteo.url,
    WEATHER_NWS_URL: nws.url,
    ...options.environment,
  };
  const deps = createTestDeps(environment, now, options.log);
  const client = await connect(server, deps, options);
  return {
    ...client,
    openMeteo,
    nws,
    deps,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await deps.close();
      await Promise.all([openMeteo.close(), nws.close()]);
    },
  };
}

/** The server's real ports on a given environment. */
export function createTestDeps(
  environment: Readonly<Record<string, string>>,
  now: () => Date,
  log?: Logger,
): WeatherDeps {
  const setup = testSetup(weatherConfig.parse(environment), log === undefined ? {} : { log });
  return createWeatherDeps(setup, { now });
}

function clockOf(now: ConnectWeatherOptions['now'] = testNow): () => Date {
  return typeof now === 'function' ? now : () => new Date(now);
}
