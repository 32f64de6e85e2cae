import type { CountryCode, ParseError, PhoneNumber } from 'libphonenumber-js';

/** A telephone number in its E.164 form. */
export interface PhoneFacts {
  readonly phone_e164: string;
  /** ISO 3166-1 alpha-2, when the number alone says it. */
  readonly country: string | null;
}

/** Why a text is no telephone number. */
export type PhoneProblem = 'unknown_country' | 'too_short' | 'too_long' | 'not_a_number';

/** Reads telephone numbers; the country is the one of numbers written without a prefix, ISO 3166-1 alpha-2. */
export type PhoneReader = (
  text: string,
  defaultCountry?: string,
) => PhoneFacts | { readonly problem: PhoneProblem };

let loading: Promise<PhoneReader> | undefined;

/** The reader of telephone numbers. Loaded on first use: the numbering plans of the world take long to load. */
export function phoneReader(): Promise<PhoneReader> {
  loading ??= load();
  return loading;
}

async function load(): Promise<PhoneReader> {
  const {
    parsePhoneNumberWithError,
    isSupportedCountry,
    ParseError: Failure,
  } = await import('libphonenumber-js/min');
  const failed = (error: unknown): error is ParseError => error instanceof Failure;
  return (text, defaultCountry) => {
    const country = defaultCountry?.toUpperCase();
    if (country !== undefined && !isSupportedCountry(country)) return { problem: 'unknown_country' };
    try {
      return factsOf(parsePhoneNumberWithError(text, optionsFor(country)));
    } catch (error) {
      if (failed(error)) return { problem: problems[error.message] ?? 'not_a_number' };
      throw error;
    }
  };
}

function optionsFor(country: CountryCode | undefined): { extract: false; defaultCountry?: CountryCode } {
  return country === undefined ? { extract: false } : { extract: false, defaultCountry: country };
}

function factsOf(phone: PhoneNumber): PhoneFacts | { readonly problem: PhoneProblem } {
  if (!phone.isPossible()) return { problem: 'not_a_number' };
  return { phone_e164: phone.number, country: phone.country ?? null };
}

const problems: Readonly<Record<string, PhoneProblem>> = {
  INVALID_COUNTRY: 'unknown_country',
  TOO_SHORT: 'too_short',
  TOO_LONG: 'too_long',
};
