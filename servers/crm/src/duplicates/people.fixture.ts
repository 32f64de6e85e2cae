import type { DuplicateRecord } from './record.ts';

const given =
  'emma liam olivia noah ava ethan mia lucas zoe mason ruby jack chloe oscar grace henry isla leo alice felix'.split(
    ' ',
  );
const surnames =
  'thompson nguyen walker robinson kelly harris martin white clarke anderson ryan lewis hall young wright scott green baker evans carter hughes morgan price bell ward'.split(
    ' ',
  );
const streets =
  'harbour meadow chapel orchard station victoria cedar willow mill castle bridge garden park college temple'.split(
    ' ',
  );
const towns =
  'ashford bexley croydon dunmore elswick fairhaven grafton holbrook inverell jindera kempsey lismore'.split(
    ' ',
  );

/** Numbers from 0 up to but not 1 that depend on the seed alone (mulberry32). */
function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let hash = Math.imul(state ^ (state >>> 15), 1 | state);
    hash = (hash + Math.imul(hash ^ (hash >>> 7), 61 | hash)) ^ hash;
    return ((hash ^ (hash >>> 14)) >>> 0) / 4294967296;
  };
}

function pick(list: readonly string[], next: () => number): string {
  return list[Math.floor(next() * list.length)] ?? '';
}

/** Invented people with an address, a date of birth and a number. */
export function people(count: number): readonly DuplicateRecord[] {
  const next = random(42);
  const below = (most: number) => Math.floor(next() * most);
  return Array.from({ length: count }, (_, id) => ({
    id,
    first_name: pick(given, next),
    last_name: pick(surnames, next),
    street_number: String(1 + below(200)),
    street: `${pick(streets, next)} street`,
    city: pick(towns, next),
    postal_code: String(2000 + below(900)),
    region: pick(['nsw', 'vic', 'qld'], next),
    birth_date: `${1930 + below(75)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
    identifiers: { member: String(1_000_000 + below(9_000_000)) },
  }));
}

const texts = [
  'first_name',
  'last_name',
  'street_number',
  'street',
  'city',
  'postal_code',
  'birth_date',
] as const;

/** A copy with a number of accidents: slips of a key, swapped names, lost values. */
export function damaged(record: DuplicateRecord, seed: number, accidents: number): DuplicateRecord {
  const next = random(seed + 7);
  let copy = record;
  for (let done = 0; done < accidents; done += 1) {
    const field = texts[Math.floor(next() * texts.length)] ?? 'city';
    const kind = next();
    if (kind < 0.75) copy = { ...copy, [field]: slip(copy[field] ?? '', next) };
    else if (kind < 0.9) copy = { ...copy, [field]: null };
    else copy = { ...copy, first_name: copy.last_name, last_name: copy.first_name };
  }
  return copy;
}

function slip(text: string, next: () => number): string {
  if (text.length < 2) return text;
  const at = Math.floor(next() * (text.length - 1));
  const kind = Math.floor(next() * 4);
  const key = /\d/.test(text) ? String(Math.floor(next() * 10)) : 'etaoinsr'.charAt(Math.floor(next() * 8));
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 1) return text.slice(0, at) + key + text.slice(at);
  if (kind === 2) return text.slice(0, at) + key + text.slice(at + 1);
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}
