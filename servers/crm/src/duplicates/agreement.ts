import { editDistance, editSimilarity } from './similarity.ts';

/** How far two values of one field agree; `unclear` when they are as like two slips as like two people. */
export type Agreement = 'same' | 'close' | 'similar' | 'unclear' | 'different';

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
