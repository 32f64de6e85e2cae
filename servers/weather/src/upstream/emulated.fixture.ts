import { ToolError } from '@patchbay/core';
import type { Emulator } from '@patchbay/emulators/open-meteo';
import { createLogger, createRegistry, declareMcpMetrics, noopTracer } from '@patchbay/observability';
import { testSetup } from '@patchbay/testkit';
import { onTestFinished } from 'vitest';
import { weatherConfig } from '../config.ts';
import type { WeatherDeps, WeatherPorts } from '../deps.ts';
import { type StartOpenMeteo, startNws, startOpenMeteo } from '../testing/emulators.ts';
import { createWeatherDeps } from './create-deps.ts';

/** Ports over running emulators, with a clock that a test may move and every line that was logged. */
export interface Emulated {
  readonly deps: WeatherPorts & WeatherDeps;
  readonly openMeteo: Emulator;
  readonly nws: Emulator;
  /** Never aborts. */
  readonly signal: AbortSignal;
  readonly logged: readonly string[];
  advance(ms: number): void;
}

/** Starts both emulators and builds the ports over them; all of it stops with the test. */
export async function startEmulated(
  env: Readonly<Record<string, string>> = {},
  options: StartOpenMeteo & { readonly start?: Date } = {},
): Promise<Emulated> {
  let time = (options.start ?? new Date('2026-06-15T12:00:10Z')).getTime();
  const now = (): Date => new Date(time);
  const openMeteo = await startOpenMeteo({ now, ...options });
  const nws = await startNws({ now });
  const logged: string[] = [];
  const opened = createWeatherDeps(
    testSetup(
      weatherConfig.parse({
        WEATHER_OPEN_METEO_URL: openMeteo.url,
        WEATHER_NWS_URL: nws.url,
        ...env,
      }),
      testTelemetry(logged),
    ),
    { now },
  );
  const deps = { ...opened.ports, ...opened };
  onTestFinished(async () => {
    await Promise.all([deps.close(), openMeteo.close(), nws.close()]);
  });
  const advance = (ms: number): void => {
    time += ms;
  };
  return { deps, openMeteo, nws, signal: new AbortController().signal, logged, advance };
}

/** What a set-up needs besides its configuration; log lines go into the given list. */
export function testTelemetry(logged: string[] = []) {
  return {
    log: createLogger({
      level: 'trace',
      name: 'weather',
      version: '0.0.0',
      destination: { write: (line) => void logged.push(line), flush: async () => {} },
    }),
    metrics: declareMcpMetrics(createRegistry()),
    tracer: noopTracer,
  };
}

/** The `ToolError` that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<ToolError> {
  const outcome = await call.then(
    () => new Error('the call succeeded'),
    (error: unknown) => error,
  );
  if (outcome instanceof ToolError) return outcome;
  throw outcome;
}
