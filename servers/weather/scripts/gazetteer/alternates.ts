import { distance } from 'fastest-levenshtein';
import { foldName } from '../../src/upstream/gazetteer/fold.ts';
import type { SourcePlace } from './sources.ts';

/** Scripts that people of a country write its names in. */
const native = new Map<string, readonly string[]>([
  ...scripts('RU UA BY BG MK RS ME BA KZ KG TJ MN XK', 'Cyrillic'),
  ...scripts('EG SA AE QA KW BH OM YE IQ SY JO LB PS SD LY TN DZ MA MR IR AF PK SO DJ KM TD', 'Arabic'),
  ...scripts('CN TW HK MO SG', 'Han'),
  ...scripts('JP', 'Han', 'Hiragana', 'Katakana'),
  ...scripts('KR KP', 'Hangul'),
  ...scripts('GR CY', 'Greek'),
  ...scripts('IL', 'Hebrew', 'Arabic'),
  ...scripts(
    'IN',
    ...['Devanagari', 'Bengali', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Gujarati', 'Gurmukhi', 'Oriya'],
    'Arabic',
  ),
  ...scripts('NP', 'Devanagari'),
  ...scripts('BD', 'Bengali'),
  ...scripts('LK', 'Sinhala', 'Tamil'),
  ...scripts('TH', 'Thai'),
  ...scripts('LA', 'Lao'),
  ...scripts('KH', 'Khmer'),
  ...scripts('MM', 'Myanmar'),
  ...scripts('GE', 'Georgian'),
  ...scripts('AM', 'Armenian'),
  ...scripts('ET ER', 'Ethiopic'),
  ...scripts('MV', 'Thaana'),
  ...scripts('BT', 'Tibetan'),
]);

/** Scripts that names of the largest places are kept in wherever they lie. */
const world = ['Cyrillic', 'Arabic', 'Han', 'Katakana', 'Hangul', 'Hebrew', 'Greek', 'Devanagari', 'Thai'];

const known = new Map(
  [...new Set([...native.values()].flat().concat(world))].map((script) => [
    script,
    new RegExp(`\\p{Script=${script}}`, 'u'),
  ]),
);
const latinOnly = /^[\p{Script=Latin}\p{M}\s'’.-]+$/u;
const isCode = /^\p{Lu}{2,4}$/u;

function scripts(countries: string, ...of: readonly string[]): [string, readonly string[]][] {
  return countries.split(' ').map((country) => [country, of]);
}

interface Name {
  readonly name: string;
  readonly fold: string;
  readonly script: string | undefined;
}

/**
 * The further names of a place that are kept, in the order of their use.
 *
 * The source has no language tags: where there is a limit, likeness to the main name decides. Native scripts of the
 * country from 1,000 people on, other scripts of the world for the largest and capitals, all names in Latin letters from
 * 200,000 people on and some from 100,000 on, and a beginning of the main name ("Chamonix") for small places.
 */
export function keptAlternates(place: SourcePlace): readonly string[] {
  const main = foldName(place.name);
  const names = usable(place, main);
  const mine = native.get(place.country) ?? [];
  const isWorld = place.population >= 500_000 || place.isCapital;
  const latin = names.filter(({ script }) => script === undefined);
  const short = isShortened(place) ? latin.find(({ fold }) => isShortFor(fold, main)) : undefined;
  return [
    ...place.also,
    ...likest(
      names.filter(({ script }) => script !== undefined && mine.includes(script)),
      main,
      nativeLimit(place),
    ),
    ...(isWorld ? world.filter((script) => !mine.includes(script)) : []).flatMap((script) =>
      likest(
        names.filter((name) => name.script === script),
        main,
        1,
      ),
    ),
    ...likest(latin, main, latinLimit(place)),
    ...(short === undefined ? [] : [short.name]),
  ];
}

function isShortened({ population }: SourcePlace): boolean {
  return population >= 1_000 && population < 50_000;
}

/** Shorter ones are the names of other places: Å is not Å i Åfjord. */
function isShortFor(fold: string, main: string): boolean {
  return fold.length > 3 && main.startsWith(`${fold} `);
}

function nativeLimit({ population, isCapital }: SourcePlace): number {
  if (population >= 500_000 || isCapital) return 12;
  if (population >= 50_000) return 4;
  return population >= 1000 ? 2 : 0;
}

function latinLimit({ population, isCapital }: SourcePlace): number {
  if (population >= 200_000 || isCapital) return Number.POSITIVE_INFINITY;
  return population >= 100_000 ? 14 : 0;
}

function usable(place: SourcePlace, main: string): readonly Name[] {
  const seen = new Set([main]);
  return place.alternates.flatMap((name): Name[] => {
    const fold = foldName(name);
    const script = [...known].find(([, pattern]) => pattern.test(name))?.[0];
    const isMixed = script !== undefined && /\p{Script=Latin}/u.test(name);
    const isOdd =
      script === undefined && (!latinOnly.test(name) || !/^\p{Lu}/u.test(name) || isCode.test(name));
    if (!fold || seen.has(fold) || isMixed || isOdd) return [];
    seen.add(fold);
    return [{ name, fold, script }];
  });
}

function likest(names: readonly Name[], main: string, most: number): readonly string[] {
  return names
    .map((entry) => ({ ...entry, far: farness(entry, main) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ name }) => name);
}

/** How unlike the main name a name is; of names in other scripts than these the shortest come first. */
function farness({ name, fold, script }: Name, main: string): number {
  if (script !== undefined && script !== 'Cyrillic') return name.length;
  const read =
    script === 'Cyrillic' ? [...fold].map((letter) => latinOf.get(letter) ?? letter).join('') : fold;
  return distance(read, main) / Math.max(read.length, main.length);
}

const latinOf: ReadonlyMap<string, string> = new Map(
  'а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya і:i ї:i є:e ґ:g ў:u'
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(2)]),
);
