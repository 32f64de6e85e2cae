import { givenRoots, surnameRoots } from './forms.ts';
import { type Script, scriptOf, skeleton, toLatin } from './transliterate.ts';

/** One word of a name, with all that comparing wants of it. */
export interface NameWord {
  readonly original: string;
  /** Folded and in Latin letters. */
  readonly text: string;
  readonly skeleton: string;
  readonly script: Script;
  /** The names that it may stand for, as a given name and as a surname. */
  readonly roots: readonly string[];
  readonly surnameRoots: readonly string[];
}

/** A person's name in its parts. */
export interface PersonName {
  readonly given: readonly NameWord[];
  readonly surname: readonly NameWord[];
  /** `jr`, `sr`, `ii`, …; empty when there is none. */
  readonly suffix: string;
}

const titles = new Set(
  `mr mrs ms miss mx dr prof professor sir dame herr frau mme mlle monsieur madame sig sra sr srta ing dipl mag rev fr hon
  don dona shri smt haji hajji`.split(/\s+/),
);
const particles = new Set(
  'van von der den de del della di da dos das du la le el al bin bint ibn ten ter zu st san y e ould ben abu'.split(
    ' ',
  ),
);
const suffixes: ReadonlyMap<string, string> = new Map(
  'jr:jr junior:jr filho:jr neto:neto sr:sr senior:sr ii:ii iii:iii iv:iv'
    .split(' ')
    .map((entry) => [entry.slice(0, entry.indexOf(':')), entry.slice(entry.indexOf(':') + 1)]),
);
const degrees = new Set('phd md esq mba cpa bsc msc llm dds rn'.split(' '));

/** Takes both parts of a name apart: titles and degrees go, a suffix is kept apart, particles of surnames are left out. */
export function personName(first: string, last: string): PersonName {
  const given = withoutTitles(wordsOf(first));
  const [surname, ofSurname] = withoutSuffix(wordsOf(last));
  const [rest, ofGiven] = withoutSuffix(given);
  const telling = surname.filter((word) => !particles.has(word.toLowerCase()));
  return {
    given: rest.map(nameWord),
    surname: (telling.length > 0 ? telling : surname).map(nameWord),
    suffix: ofSurname === '' ? ofGiven : ofSurname,
  };
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .replace(/['’ʼ`´]/g, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}

function withoutTitles(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word, at) => at === words.length - 1 || !titles.has(word.toLowerCase()));
  return from < 0 ? words : words.slice(from);
}

function withoutSuffix(words: readonly string[]): readonly [readonly string[], string] {
  let [kept, suffix] = [words, ''];
  while (kept.length > 1) {
    const last = (kept.at(-1) ?? '').toLowerCase();
    const found = suffixes.get(last);
    if (found === undefined && !degrees.has(last)) break;
    suffix = found ?? suffix;
    kept = kept.slice(0, -1);
  }
  return [kept, suffix];
}

const known = new Map<string, NameWord>();
const mostKnown = 20_000;

/** Words recur by the ten thousand, so each is made ready once. */
function nameWord(original: string): NameWord {
  const found = known.get(original);
  if (found !== undefined) return found;
  const text = toLatin(original);
  const word: NameWord = {
    original,
    text,
    skeleton: skeleton(text),
    script: scriptOf(original),
    roots: givenRoots(text),
    surnameRoots: surnameRoots(text),
  };
  if (known.size >= mostKnown) known.clear();
  known.set(original, word);
  return word;
}

/** The words as one text. */
export function joined(words: readonly NameWord[]): string {
  return words.length === 1 ? (words[0]?.text ?? '') : words.map(({ text }) => text).join('');
}
