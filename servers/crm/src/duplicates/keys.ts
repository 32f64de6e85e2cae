import type { Kind } from './compare.ts';
import { joined, type NameWord } from './names/name-words.ts';
import { phoneticCode } from './phonetic.ts';
import type { PreparedRecord } from './record.ts';
import { sharedKeys } from './sharing.ts';

/** Counts up when the keys or the comparison change, so that what a store has kept of them is made again. */
export const rulesVersion = 2;

/**
 * The blocking keys of a record, short texts that begin with their kind and a colon: two records that share none are never
 * compared.
 *
 * Several keys look at different fields, so that a slip in one or two of them still leaves one in common.
 */
export function keysOf(record: PreparedRecord, kind: Kind): readonly string[] {
  return [...new Set(kind === 'companies' ? companyKeys(record) : peopleKeys(record))];
}

function* peopleKeys(record: PreparedRecord): Generator<string> {
  const sounds = soundsOf(record);
  yield* sharedKeys(record);
  const local = record.mailbox?.local.replace(/[^\p{L}]/gu, '') ?? '';
  if (local.length >= 6 && record.mailbox?.kind !== 'role') yield `l:${local}`;
  yield* nameKeys(record);
  const label = record.domain.split('.', 1)[0] ?? '';
  for (const home of new Set([record.company?.core.slice(0, 8) ?? '', label.slice(0, 8)]))
    if (home !== '') for (const sound of sounds) yield `o:${home}|${sound}`;
  for (const place of [record.city.slice(0, 5), record.postal])
    if (place !== '') for (const sound of sounds) yield `t:${sound}|${place}`;
  yield* birthKeys(record, sounds);
  yield* addressKeys(record);
}

function soundOf(words: readonly NameWord[]): string {
  return phoneticCode(joined(words));
}

function soundsOf({ given, surname }: PreparedRecord): readonly string[] {
  const sounds = [soundOf(surname), soundOf(given), soundOf(surname.slice(-1)), soundOf(given.slice(0, 1))];
  return [...new Set(sounds)].filter((sound) => sound !== '');
}

/** Sorted, so that swapped names meet. */
function pair(a: string, b: string): string {
  return [a, b].sort().join('|');
}

function* nameKeys({ given, surname }: PreparedRecord): Generator<string> {
  const [first, last] = [given[0], surname.at(-1)];
  if (first === undefined || last === undefined) {
    const whole = joined(surname);
    if (first === undefined && whole.length >= 4) yield `u:${whole.slice(0, 12)}`;
    return;
  }
  yield `n:${pair(soundOf([first]).slice(0, 4), soundOf([last]).slice(0, 4))}`;
  yield `s:${pair(first.skeleton.slice(0, 4), last.skeleton.slice(0, 4))}`;
  yield `i:${first.text.slice(0, 1)}|${joined(surname)}`;
  for (const root of first.roots) yield `k:${root}|${soundOf([last])}`;
  for (const root of last.surnameRoots) yield `j:${root}|${first.text.slice(0, 4)}`;
  // in one piece, as scripts without spaces write it
  if (first.script !== 'latin') yield `u:${joined([...surname, ...given]).slice(0, 12)}`;
}

function* birthKeys({ birth }: PreparedRecord, sounds: readonly string[]): Generator<string> {
  if (birth.length !== 8) return;
  yield `b:${birth}`;
  for (const sound of sounds) yield* [`y:${sound}|${birth.slice(0, 4)}`, `d:${sound}|${birth.slice(4)}`];
}

function* addressKeys({ street, street2, house, postal, city }: PreparedRecord): Generator<string> {
  for (const line of [street, street2]) {
    const word = longest(line).slice(0, 5);
    if (word === '') continue;
    for (const part of [house, postal, city.slice(0, 5)]) if (part !== '') yield `a:${word}|${part}`;
  }
}

function longest(line: string): string {
  return line.split(' ').reduce((found, word) => (word.length > found.length ? word : found), '');
}

function* companyKeys({ company, domain, phone }: PreparedRecord): Generator<string> {
  if (domain !== '') yield* [`w:${domain}`, `v:${domain.split('.', 1)[0]?.replaceAll('-', '') ?? ''}`];
  if (phone.length >= 7) yield `p:${phone.slice(-9)}`;
  if (company === undefined) return;
  const { core, words, acronym } = company;
  const [first = ''] = words;
  yield `c:${core.slice(0, 10)}`;
  for (const word of [...words].sort((a, b) => b.length - a.length).slice(0, 2)) {
    const beside = words.length > 1 && word !== first ? first : word;
    yield `m:${phoneticCode(word)}|${beside.slice(0, 2)}`;
  }
  if (acronym.length >= 3) yield `v:${acronym}`;
  if (words.length === 1 && core.length >= 3) yield `v:${core}`;
}
