import type { Culture } from './cultures.ts';
import type { Firm } from './firms.ts';

/** A person as a CRM has entered them. */
export interface PersonRow {
  readonly id: number;
  /** Who it is. */
  readonly truth: number;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly phone_e164: string | null;
  readonly company_name: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly postal_code: string | null;
  readonly country: string | null;
  /** What befell a second entry. */
  readonly kind: string;
}

/** Somebody, whatever is written down of them. */
export interface Person {
  readonly truth: number;
  readonly given: string;
  readonly surname: string;
  readonly female: boolean;
  readonly culture: Culture;
  readonly firm: Firm | undefined;
  readonly work: string | null;
  readonly priv: string;
  readonly mobile: string;
  readonly household: Person | undefined;
  readonly street: string;
  readonly city: string;
  readonly postal: string;
  readonly landline: string | null;
}
