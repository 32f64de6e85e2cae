import type { Agreement } from './agreement.ts';
import type { PreparedField } from './record.ts';

/** A field as evidence. */
export interface FieldWeight {
  /** How often two records of different people share a value, when no table of frequencies says it. */
  readonly chance: number;
  /** The most bits that an agreement is worth. */
  readonly most: number;
  /** The bits of a disagreement, negative. */
  readonly against: number;
}

/** What is compared: a field, or any number that others gave. */
export type EvidenceField = PreparedField | 'identifier';

/**
 * The weights, in bits: log₂ of how much more often a field agrees in records of one person than in records of two.
 *
 * The form is that of Fellegi and Sunter (1969), the values are set by hand from what fields are: names, dates and
 * numbers are copied right about nine times in ten; people move and change employer, mailbox and telephone, but not
 * their date of birth.
 */
export const fieldWeights: Readonly<Record<EvidenceField, FieldWeight>> = {
  given: { chance: 1 / 150, most: 8, against: -6 },
  surname: { chance: 1 / 1500, most: 10, against: -5 },
  birth: { chance: 1 / 15_000, most: 12, against: -4 },
  identifier: { chance: 1 / 1_000_000, most: 12, against: -4 },
  email: { chance: 1 / 4_000_000, most: 21, against: -2 },
  phone: { chance: 1 / 1_000_000, most: 12, against: -1 },
  company: { chance: 1 / 3000, most: 9, against: -4 },
  domain: { chance: 1 / 3000, most: 9, against: -3 },
  street: { chance: 1 / 3000, most: 9, against: -2 },
  street2: { chance: 1 / 1000, most: 7, against: -1 },
  number: { chance: 1 / 100, most: 6, against: -1 },
  city: { chance: 1 / 300, most: 7, against: -2 },
  postal: { chance: 1 / 800, most: 8, against: -2 },
  region: { chance: 1 / 6, most: 1, against: -1.5 },
};

/** The part of a full agreement's bits that a lesser one is worth. */
const agreementShare: Readonly<Record<Exclude<Agreement, 'different'>, number>> = {
  same: 1,
  close: 0.8,
  similar: 0.45,
  unclear: 0,
};

/** A mailbox is made of the name and the employer, so that colleagues of like names have like mailboxes. */
const emailShare: typeof agreementShare = { same: 1, close: 0.2, similar: 0.2, unclear: 0 };

/** The part of a field's bits that an agreement is worth. */
export function shareOfBits(field: EvidenceField, agreement: Exclude<Agreement, 'different'>): number {
  return (field === 'email' ? emailShare : agreementShare)[agreement];
}

/** What an equal mailbox is worth when all names differ: two people may share one. */
export const sharedMailbox = 0.45;

/** What somebody is called: both names come from one language, so that one makes the other likelier. */
export const nameFields: ReadonlySet<EvidenceField> = new Set(['given', 'surname']);

/** The most bits of both names together. */
export const mostBitsOfNames = 15;

/** Where somebody lives; a household shares all of it. */
export const placeFields: ReadonlySet<EvidenceField> = new Set([
  'street',
  'street2',
  'number',
  'city',
  'postal',
  'region',
]);

/** The most bits of all `placeFields` together. */
export const mostBitsOfPlaces = 14;

/** For whom somebody works; all colleagues share it. */
export const workFields: ReadonlySet<EvidenceField> = new Set(['company', 'domain']);

/** The most bits of all `workFields` together. */
export const mostBitsOfWork = 6;

/** The part that the lesser of work and place is worth when both agree. */
export const newsOfSecond = 0.3;

/** How often a field is right in both of two records of one person. */
export const reliability = 0.9;
