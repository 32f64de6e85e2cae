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
  const phones = await import('libphonenumber-js/min');
  return (text, defaultCountry) => {
    const country = defaultCountry?.toUpperCase();
    if (country !== undefined && !phones.isSupportedCountry(country)) return { problem: 'unknown_country' };
    const options = country === undefined ? { extract: false } : { extract: false, defaultCountry: country };
    const problem = phones.validatePhoneNumberLength(text, options);
    if (problem !== undefined) return { problem: problems[problem] ?? 'not_a_number' };
    const phone = phones.parsePhoneNumberFromString(text, options);
    if (phone === undefined) return { problem: 'not_a_number' };
    return { phone_e164: phone.number, country: phone.country ?? null };
  };
}

const problems: Readonly<Record<string, PhoneProblem>> = {
  INVALID_COUNTRY: 'unknown_country',
  TOO_SHORT: 'too_short',
  TOO_LONG: 'too_long',
};
