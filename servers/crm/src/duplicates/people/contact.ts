import { type Agreement, dateAgreement } from '../agreement.ts';
import type { PreparedRecord } from '../record.ts';
import { type Sharing, sharedBy } from '../sharing.ts';
import { editDistance } from '../similarity.ts';
import { isClear, isGood } from './levels.ts';
import type { Names } from './names.ts';
import { nothing, one, type Part } from './part.ts';

/** What the telephone numbers of two people say; one without its country code is still the same. */
export function phonePart(a: PreparedRecord, b: PreparedRecord, names: Names, sharing: Sharing): Part {
  if (a.phone === '' || b.phone === '') return nothing;
  if (a.phone === b.phone || (a.phone.length >= 9 && a.phone.slice(-9) === b.phone.slice(-9)))
    return samePhone(a.phone, names, sharing);
  // neighbours of one exchange differ in the last digits
  const isSlip = a.phone.slice(-3) === b.phone.slice(-3) && editDistance(a.phone, b.phone, 1) === 1;
  return isSlip ? one('phone', 'phone differs by a digit', 4) : one('phone', 'phone is another', -0.5);
}

function samePhone(phone: string, { given, surname }: Names, sharing: Sharing): Part {
  if (sharing.people('phone', phone) >= sharedBy)
    return one('phone', 'phone is the same, of several people', 1.5);
  if (given === 'different') return one('phone', 'phone is the same, under another given name', 2);
  return one('phone', 'phone is the same', 10, { identified: isClear(given) && isGood(surname) });
}

const otherBirth = { most: 0.25, why: 'their dates of birth differ' };

const birthParts: Readonly<Record<Agreement, Part>> = {
  same: one('birth_date', 'date of birth is the same', 12, { identified: true }),
  close: one('birth_date', 'date of birth differs by a slip', 7.5),
  similar: one('birth_date', 'date of birth differs by two digits', 2),
  unclear: one('birth_date', 'date of birth is unlike', -3),
  different: one('birth_date', 'date of birth is another', -6, { cap: otherBirth }),
};

/** What the dates of birth of two people say. */
export function birthPart(a: PreparedRecord, b: PreparedRecord): Part {
  if (a.birth.length !== 8 || b.birth.length !== 8) return nothing;
  return birthParts[dateAgreement(a.birth, b.birth)];
}
