import { areNicknames } from '../values/person-name.ts';
import { editDistance, editSimilarity, jaroWinkler } from './similarity.ts';

/** How far two values of one field agree; `unclear` when they are as like two slips as like two people. */
export type Agreement = 'same' | 'close' | 'similar' | 'unclear' | 'different';

/** Compares two folded names, with what they sound like. */
export function nameAgreement(a: string, b: string, sounds: readonly [string, string]): Agreement {
  if (a === b) return 'same';
  const shorter = Math.min(a.length, b.length);
  if (shorter === 1) return a[0] === b[0] ? 'similar' : 'different';
  const edits = editDistance(a, b, 2);
  if ((edits === 1 && shorter >= 3) || areNicknames(a, b)) return 'close';
  const jaro = jaroWinkler(a, b);
  if (jaro >= 0.93 && shorter >= 4) return 'close';
  if ((edits === 2 && shorter >= 5) || jaro >= 0.86) return 'similar';
  if (shorter >= 4 && (a.startsWith(b) || b.startsWith(a))) return 'similar';
  if (shorter >= 4 && sounds[0] === sounds[1]) return 'similar';
  return jaro >= 0.75 && shorter >= 4 ? 'unclear' : 'different';
}

/** Compares two numbers by their digits and letters: a wrong, lost or swapped digit is close. */
export function numberAgreement(a: string, b: string): Agreement {
  if (a === b) return 'same';
  const shorter = Math.min(a.length, b.length);
  const edits = editDistance(a, b, 3);
  if (edits === 1 && shorter >= 3) return 'close';
  if (edits === 1 && shorter === 2) return 'similar';
  if (edits === 2 && shorter >= 5) return 'similar';
  return (edits === 2 && shorter >= 3) || (edits === 3 && shorter >= 6) ? 'unclear' : 'different';
}

/** Compares two dates `YYYYMMDD`: one digit wrong, neighbours swapped, or day and month swapped are close. */
export function dateAgreement(a: string, b: string): Agreement {
  if (a === b) return 'same';
  const isSwapped =
    a.slice(0, 4) === b.slice(0, 4) && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6);
  if (isSwapped) return 'close';
  const edits = editDistance(a, b, 3);
  if (edits === 1) return 'close';
  if (edits === 2) return 'similar';
  return edits === 3 ? 'unclear' : 'different';
}

/** Compares two folded texts of one or more words, whatever the spaces. */
export function textAgreement(a: string, b: string): Agreement {
  const [left, right] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')];
  if (left === right) return 'same';
  const shorter = Math.min(left.length, right.length);
  const similarity = editSimilarity(left, right);
  if (similarity >= 0.85 || (shorter >= 4 && editDistance(left, right, 1) === 1)) return 'close';
  if (similarity >= 0.7) return 'similar';
  if (shorter >= 5 && (left.startsWith(right) || right.startsWith(left))) return 'similar';
  return similarity >= 0.55 ? 'unclear' : 'different';
}

/**
 * Compares two normalised addresses: one slip in the mailbox or the domain is close. The same mailbox at another domain is
 * similar when one of them is private; at two employers it is what namesakes have.
 */
export function emailAgreement(a: string, b: string, isPrivate: boolean): Agreement {
  if (a === b) return 'same';
  const [localA, domainA] = partsOf(a);
  const [localB, domainB] = partsOf(b);
  if (localA === localB) {
    if (editDistance(domainA, domainB, 2) <= 2) return 'close';
    return isPrivate ? 'similar' : 'different';
  }
  if (domainA !== domainB || Math.min(localA.length, localB.length) < 5) return 'different';
  return editDistance(localA, localB, 1) === 1 ? 'close' : 'different';
}

function partsOf(email: string): readonly [string, string] {
  const at = email.lastIndexOf('@');
  return [email.slice(0, at), email.slice(at + 1)];
}

/** Compares two numbers in international form; one without its country code is still the same. */
export function phoneAgreement(a: string, b: string): Agreement {
  if (a === b || a.slice(-9) === b.slice(-9)) return 'same';
  return editDistance(a, b, 1) === 1 ? 'close' : 'different';
}
