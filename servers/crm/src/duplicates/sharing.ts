import { joined } from './names/name-words.ts';
import type { PreparedRecord } from './record.ts';

/** What several people may have. */
export type SharedValue = 'phone' | 'mailbox';

/** How many differently named people have a telephone number or mailbox; what is more than three counts as three. */
export interface Sharing {
  people(kind: SharedValue, value: string): number;
}

/** A workspace in which nobody else has anything. */
export const nobodyShares: Sharing = { people: () => 0 };

/** A number or mailbox of this many differently named people tells where somebody works, not who it is. */
export const sharedBy = 3;

/** Counts who has a number or mailbox. Stops at three, so that a score does not move with the size of a workspace. */
export class SharingCounts implements Sharing {
  readonly #names = new Map<string, Set<string>>();

  /** Notes what a record has. */
  add(record: PreparedRecord): void {
    const name = nameOf(record);
    for (const key of sharedKeys(record)) {
      const names = this.#names.get(key);
      if (names === undefined) this.#names.set(key, new Set([name]));
      else if (names.size < sharedBy) names.add(name);
    }
  }

  people(kind: SharedValue, value: string): number {
    return this.#names.get(keyOf(kind, value))?.size ?? 0;
  }
}

/** The blocking keys of what a record may share with others. */
export function sharedKeys({ phone, mailbox }: PreparedRecord): readonly string[] {
  return [
    ...(phone.length < 7 ? [] : [keyOf('phone', phone)]),
    ...(mailbox === undefined ? [] : [keyOf('mailbox', mailbox.whole)]),
  ];
}

/** A phone by its last nine digits, since one of two sources may have guessed the country code. */
function keyOf(kind: SharedValue, value: string): string {
  return kind === 'phone' ? `p:${value.slice(-9)}` : `e:${value}`;
}

/** The initials, in either order, so that swapped names and other spellings count once. */
function nameOf({ given, surname }: PreparedRecord): string {
  return [given[0]?.skeleton.slice(0, 1) ?? '', joined(surname).slice(0, 1)].sort().join('');
}
