import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as faker from '@faker-js/faker';
import { z } from 'zod';

// with what a locale takes over from the one that it is a part of
const locales = {
  ...{
    US: faker.fakerEN_US,
    GB: faker.fakerEN_GB,
    DE: faker.fakerDE,
    FR: faker.fakerFR_BE,
    ES: faker.fakerES,
  },
  ...{ IT: faker.fakerIT, NL: faker.fakerNL, PL: faker.fakerPL, CZ: faker.fakerCS_CZ, SE: faker.fakerSV },
  ...{ IN: faker.fakerEN_IN, RU: faker.fakerRU, CN: faker.fakerZH_CN, KR: faker.fakerKO, JP: faker.fakerJA },
  ...{ BR: faker.fakerPT_PT, VN: faker.fakerVI, TR: faker.fakerTR },
} as const;

const list = z.array(z.string()).nullish();
const byGender = z.object({ generic: list, male: list, female: list }).nullish();
const definitions = z.object({
  person: z.object({ first_name: byGender, last_name: byGender }),
  location: z.object({ city_name: list, street_name: list }).nullish(),
});

const usual = definitions.parse(faker.fakerEN_US.rawDefinitions);

/** Writes the names of each country for the generator of workspaces, and gives the file and what removes it. */
export async function writeNamePools(): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-names-'));
  const file = join(folder, 'names.json');
  const pools = Object.fromEntries(
    Object.entries(locales).map(([country, locale]) => [
      country,
      poolOf(definitions.parse(locale.rawDefinitions)),
    ]),
  );
  await writeFile(file, JSON.stringify(pools));
  return { file, remove: () => rm(folder, { recursive: true }) };
}

function poolOf({ person, location }: z.infer<typeof definitions>) {
  const { first_name: given, last_name: surname } = person;
  const surnames = all(surname?.generic, surname?.male);
  return {
    male: all(given?.male, given?.male ? null : given?.generic),
    female: all(given?.female, given?.female ? null : given?.generic),
    surnames,
    female_surnames: surname?.female ? all(surname.generic, surname.female) : surnames,
    cities: all(location?.city_name ?? usual.location?.city_name).slice(0, 60),
    streets: all(location?.street_name ?? usual.location?.street_name).slice(0, 300),
  };
}

function all(...lists: readonly (readonly string[] | null | undefined)[]): readonly string[] {
  return [...new Set(lists.flatMap((each) => each ?? []))];
}
