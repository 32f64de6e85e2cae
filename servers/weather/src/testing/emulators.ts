import { type Emulator, startNwsEmulator } from '@patchbay/emulators/nws';
import { type OpenMeteoEmulatorOptions, startOpenMeteoEmulator } from '@patchbay/emulators/open-meteo';
import { createNws } from '../demo/nws/nws.ts';
import { createOpenMeteo } from '../demo/open-meteo/open-meteo.ts';
import type { Place } from '../demo/open-meteo/places.ts';
import { testPlaces } from './places.ts';

/** How the National Weather Service of a test runs. */
export interface StartNws {
  /** 1 unless given. */
  readonly seed?: number | string;
  /** The real clock unless given. */
  readonly now?: () => Date;
  readonly port?: number;
}

/** How the Open-Meteo of a test runs. */
export interface StartOpenMeteo extends StartNws, Pick<OpenMeteoEmulatorOptions, 'limits' | 'apiKeys'> {
  /** Places of the geocoder; about sixty cities unless given. */
  readonly places?: readonly Place[];
}

const clock = (): Date => new Date();

/** Starts an emulator of Open-Meteo over the demo's world. */
export function startOpenMeteo(options: StartOpenMeteo = {}): Promise<Emulator> {
  const { seed = 1, now = clock, places = testPlaces, ...rest } = options;
  return startOpenMeteoEmulator({ world: createOpenMeteo({ seed, now, places }), now, ...rest });
}

/** Starts an emulator of the US National Weather Service over the demo's world. */
export function startNws(options: StartNws = {}): Promise<Emulator> {
  const { seed = 1, now = clock, ...rest } = options;
  return startNwsEmulator({ world: createNws({ seed, now }), ...rest });
}
