import { doubleMetaphone } from 'double-metaphone';

/**
 * How a folded name sounds: its primary Double Metaphone code (Philips 2000), at most six sounds.
 *
 * Made for names written in Latin letters; a name in another script is its own code.
 */
export function phoneticCode(name: string): string {
  if (name === '') return '';
  const [primary] = doubleMetaphone(name);
  return primary === '' ? name.slice(0, 6) : primary.slice(0, 6);
}
