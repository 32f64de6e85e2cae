import { type Emulator, startNwsEmulator } from '@patchbay/emulators/nws';
import { type OpenMeteoEmulatorOptions, startOpenMeteoEmulator } from '@patchbay/emulators/open-meteo';
import { isBag } from '@patchbay/schemas';
import { createNws } from '../demo/nws/nws.ts';
import { createOpenMeteo, type OpenMeteo } from '../demo/open-meteo/open-meteo.ts';
import { type Place, placeList } from '../demo/open-meteo/places.ts';
import { testPlaces } from './places.ts';

/** How the National Weather Service of a test runs. */
export interface StartNws {
  /** 1 unless given. */
  readonly seed?: number | string;
  /** The real clock unless given. */
  readonly now?: () => Date;
  readonly port?: number;
}

/** What a test makes of one section of an answer: columns by name, `time` among them. */
export type Alter = (section: {
  /** The interface, such as `forecast`. */
  readonly api: string;
  readonly name: 'current' | 'hourly' | 'daily';
  readonly columns: Readonly<Record<string, unknown>>;
}) => Readonly<Record<string, unknown>>;

/** How the Open-Meteo of a test runs. */
export interface StartOpenMeteo extends StartNws, Pick<OpenMeteoEmulatorOptions, 'limits' | 'apiKeys'> {
  /** Changes what the demo's world would answer. */
  readonly alter?: Alter | undefined;
  /** Places of the geocoder; about sixty cities unless given. */
  readonly places?: readonly Place[];
}

const clock = (): Date => new Date();

/** Starts an emulator of Open-Meteo over the demo's world. */
export function startOpenMeteo(options: StartOpenMeteo = {}): Promise<Emulator> {
  const { seed = 1, now = clock, places = testPlaces, alter, ...rest } = options;
  const world = createOpenMeteo({ seed, now, places: placeList(places) });
  return startOpenMeteoEmulator({ world: alter ? altered(world, alter) : world, now, ...rest });
}

function altered(world: OpenMeteo, alter: Alter): OpenMeteo {
  const change = (api: string, body: unknown): unknown => {
    if (Array.isArray(body)) return body.map((one) => change(api, one));
    if (!isBag(body)) return body;
    const sections = (['current', 'hourly', 'daily'] as const).flatMap((name) => {
      const columns = body[name];
      return isBag(columns) ? [[name, alter({ api, name, columns })]] : [];
    });
    return { ...body, ...Object.fromEntries(sections) };
  };
  return {
    ...world,
    respond: (request) => {
      const { status, body } = world.respond(request);
      return { status, body: change(world.apiOf(request.path) ?? '', body) };
    },
  };
}

/** Starts an emulator of the US National Weather Service over the demo's world. */
export function startNws(options: StartNws = {}): Promise<Emulator> {
  const { seed = 1, now = clock, ...rest } = options;
  return startNwsEmulator({ world: createNws({ seed, now }), ...rest });
}
