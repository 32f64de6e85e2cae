import { type DuplicateRecord, type PreparedRecord, prepare } from './record.ts';

/**
 * The blocking keys of a record, up to a dozen short texts for names and contact data, thirty with birth date and address: two records that share none are never compared.
 *
 * A store keeps them per row, so that the candidates of one record are found by index, without a scan. Several keys
 * look at different fields, so that a typo in one or two of them still leaves one in common.
 */
export function candidateKeys(record: DuplicateRecord): readonly string[] {
  return keysOf(prepare(record));
}

/** The blocking keys of a prepared record. */
export function keysOf(record: PreparedRecord): readonly string[] {
  return [
    ...new Set([
      ...contactKeys(record),
      ...nameKeys(record),
      ...birthKeys(record),
      ...companyKeys(record),
      ...addressKeys(record),
    ]),
  ];
}

function* contactKeys({ email, phone, identifiers, isRoleAccount }: PreparedRecord): Generator<string> {
  if (email !== '') yield `e:${email}`;
  const local = email.slice(0, email.lastIndexOf('@')).replace(/[^\p{L}]/gu, '');
  if (local.length >= 6 && !isRoleAccount) yield `l:${local}`;
  // without the country code, which one of two sources may have guessed
  if (phone.length >= 7) yield `p:${phone.slice(-9)}`;
  for (const [name, value] of identifiers) yield* halves(`i:${name}`, value);
}

/** Both halves of a number, or the whole of a short one: a single slip leaves one of them right. */
function* halves(prefix: string, value: string): Generator<string> {
  const half = Math.ceil(value.length / 2);
  if (half < 4) yield `${prefix}:${value}`;
  else yield* [`${prefix}<${value.slice(0, half)}`, `${prefix}>${value.slice(-half)}`];
}

function* nameKeys({ given, surname, givenSound, surnameSound }: PreparedRecord): Generator<string> {
  if (given === '' || surname === '') return;
  // sorted, so that swapped names meet
  yield `n:${[givenSound.slice(0, 4), surnameSound.slice(0, 4)].sort().join('|')}`;
  yield `f:${[given.slice(0, 3), surname.slice(0, 3)].sort().join('|')}`;
}

function* birthKeys({ birth, givenSound, surnameSound, city, postal }: PreparedRecord): Generator<string> {
  if (birth.length !== 8) return;
  yield `b:${birth}`;
  const [year, day] = [birth.slice(0, 4), birth.slice(4)];
  for (const sound of [givenSound, surnameSound]) {
    if (sound === '') continue;
    yield `y:${sound}|${year}`;
    yield `d:${sound}|${day}`;
  }
  for (const place of [city.slice(0, 5), postal]) {
    if (place === '') continue;
    yield `r:${place}|${year}`;
    yield `q:${place}|${day}`;
  }
}

function* companyKeys({ company, domain, given, surname, surnameSound }: PreparedRecord): Generator<string> {
  const home = domain === '' ? company : domain.split('.', 1)[0];
  if (given === '' && surname === '') {
    if (company !== '') yield `c:${company.slice(0, 12)}`;
    if (domain !== '') yield `w:${domain}`;
    return;
  }
  for (const place of new Set([company.slice(0, 8), home?.slice(0, 8) ?? ''])) {
    if (place === '') continue;
    if (surname !== '') yield `o:${place}|${surnameSound}`;
    if (given !== '') yield `g:${place}|${given.slice(0, 3)}`;
  }
}

function* addressKeys(record: PreparedRecord): Generator<string> {
  const { street, street2, number, city, postal, given, surname, surnameSound, givenSound } = record;
  const sounds = [surnameSound, givenSound].filter((sound) => sound !== '');
  const town = city.slice(0, 5);
  for (const line of [street, street2]) {
    const word = longestWord(line).slice(0, 5);
    if (word === '') continue;
    // any two parts of an address, or one and a name
    for (const part of [number, postal, town, ...sounds]) if (part !== '') yield `a:${word}|${part}`;
  }
  // the other name's initial keeps the blocks of large towns small
  for (const name of [surnameSound + given.slice(0, 1), givenSound + surname.slice(0, 1)]) {
    if (name.length < 2) continue;
    if (postal !== '') yield `z:${name}|${postal}`;
    if (town !== '') yield `t:${name}|${town}`;
  }
  if (number === '') return;
  if (postal !== '') yield `h:${number}|${postal}`;
  if (town !== '') yield `h:${number}|${town}`;
}

function longestWord(line: string): string {
  return line.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}
