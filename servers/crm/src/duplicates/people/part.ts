import type { Cap, EvidenceField, Reason } from '../verdict.ts';

/** What one kind of evidence says. */
export interface Part {
  readonly reasons: readonly Reason[];
  readonly cap?: Cap;
  /** Whether it is something that belongs to one person alone, and agrees. */
  readonly identified?: boolean;
}

/** Nothing is known on one side, or it says nothing. */
export const nothing: Part = { reasons: [] };

/** A part of one reason. */
export function one(
  field: EvidenceField,
  says: string,
  bits: number,
  more: Omit<Part, 'reasons'> = {},
): Part {
  return { reasons: [{ field, says, bits }], ...more };
}

/** The bits of a part of one reason; 0 for none. */
export function bitsOf({ reasons: [first] }: Part): number {
  return first?.bits ?? 0;
}
