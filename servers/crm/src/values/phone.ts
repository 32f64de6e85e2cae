import { countryCodeInAnyLanguage, fold } from '@patchbay/schemas';
import type { CountryCode } from 'libphonenumber-js/max';

/** A telephone number in its E.164 form. */
export interface PhoneFacts {
  readonly phone_e164: string;
  /** ISO 3166-1 alpha-2, when the number alone says it. */
  readonly country: string | null;
}

/** Why a text is no telephone number that can be kept, as the end of a sentence that begins with its field. */
export const phoneReasons = {
  no_country: 'has no country: write it with + and its country code, or fill country',
  unknown_country:
    'has no country code, and country is none that is known: write the number with +, or country as its name or code',
  too_short: 'has too few digits; short codes are not kept',
  too_long: 'has too many digits',
  not_in_use:
    'is no number that its country gives out: check country, or write it with + and its country code',
  extension: 'has an extension: write the number alone, and the extension into notes',
  several: 'holds more than one number: write one',
  letters: 'holds letters: write digits alone',
  not_a_number: 'is no telephone number',
} as const;

/** Why a text is no telephone number. */
export type PhoneProblem = keyof typeof phoneReasons;

/** A telephone number, or why a text is none. */
export type PhoneRead = PhoneFacts | { readonly problem: PhoneProblem };

/** Reads a telephone number; the country is the one of numbers written without a prefix, ISO 3166-1 alpha-2. */
export type PhoneReader = (text: string, country?: string) => PhoneRead;

type Library = typeof import('./phone-plans.ts');

let loading: Promise<PhoneReader> | undefined;

/**
 * The reader of telephone numbers: what is not certainly one number that can be dialled is none. Loaded on first use,
 * since the numbering plans of the world take long to load.
 */
export function phoneReader(): Promise<PhoneReader> {
  loading ??= import('./phone-plans.ts').then((library) => (text, country) => {
    const region = country?.toUpperCase();
    return region !== undefined && !library.isSupportedCountry(region)
      ? { problem: 'unknown_country' }
      : readOne(library, cleaned(text), region);
  });
  return loading;
}

/** Reads a telephone number of a record whose country may be filled, in any form that people write. */
export type RecordPhoneReader = (text: string, country: unknown) => PhoneRead;

/**
 * The reader for records: `home` is the country (ISO 3166-1 alpha-2) of those that name none. It knows the countries
 * given here alone, since reading names of all languages takes a while.
 */
export async function recordPhoneReader(
  home: string,
  countries: readonly unknown[],
): Promise<RecordPhoneReader> {
  const read = await phoneReader();
  const known = new Map<string, string | undefined>();
  for (const country of countries) {
    if (typeof country === 'string' && !known.has(country))
      known.set(country, await countryCodeInAnyLanguage(country));
  }
  return (text, country) => {
    if (typeof country !== 'string' || country.trim() === '') return read(text, home);
    const region = known.get(country);
    const found = read(text, region);
    const isLost = region === undefined && 'problem' in found && found.problem === 'no_country';
    return isLost ? { problem: 'unknown_country' } : found;
  };
}

const label = /^(?:tel|telephone|phone|ph|mobile|mob|cell|office|work|home|fon|telefon)\s*[.:]+\s*/;

/** Digits of every script as 0 to 9, dashes as one, nothing invisible, no label; a spreadsheet's decimal is none. */
function cleaned(text: string): string {
  return fold(text)
    .replace(/\p{Pd}|\u2212/gu, '-')
    .trim()
    .replace(label, '')
    .replace(/^(\d{6,})\.0$/, '$1');
}

const extension =
  /\d[\s).]*(?:;\s*ext=|,+|[#~]|(?:extension|extn|ext|x|durchwahl|dw|poste|ramal|anexo|interno|int|доб)\b\.?:?|x)\s*\d{1,6}\s*#?$/u;
const either = /\s*(?:[;|\n]|\b(?:or|and|oder|und|ou|et|y)\b|&)\s*/u;

const rounded = /^\d+(?:[.,]\d+)?e\+?\d+$/;

function readOne(library: Library, text: string, region: CountryCode | undefined): PhoneRead {
  if (rounded.test(text)) return { problem: 'letters' };
  if (/\d.*\+/.test(text) || text.split(either).filter((part) => digitsOf(part).length > 4).length > 1)
    return { problem: 'several' };
  if (/\d\s*[/,]/.test(text)) {
    // "030/1234567" is one number, "030 1234567/68" two
    const [first = ''] = text.split(/[/,]/);
    const isWhole = 'phone_e164' in readDialled(library, first, region);
    const rest = digitsOf(text).length - digitsOf(first).length;
    if (isWhole && rest > 0 && (text.includes('/') || rest > 6)) return { problem: 'several' };
  }
  if (extension.test(text)) return { problem: 'extension' };
  if (/\p{L}/u.test(text)) return { problem: /\d/.test(text) ? 'letters' : 'not_a_number' };
  return readDialled(library, text, region);
}

/** The number as written; or as meant with `00` for `+`, and without the `(0)` that is not dialled from abroad. */
function readDialled(library: Library, text: string, region: CountryCode | undefined): PhoneRead {
  const found = parsed(library, text, region);
  if ('phone_e164' in found) return found;
  const abroad = text.replace(/^\(?00\)?\s*(?=[1-9(])/, '+');
  const others = [abroad, abroad.startsWith('+') ? abroad.replace(/\(0\)/, '') : abroad];
  for (const other of others) {
    const read = other === text ? found : parsed(library, other, region);
    if ('phone_e164' in read) return read;
  }
  return found;
}

const lengthProblems: Readonly<Record<string, PhoneProblem>> = {
  INVALID_COUNTRY: 'no_country',
  TOO_SHORT: 'too_short',
  TOO_LONG: 'too_long',
  INVALID_LENGTH: 'not_in_use',
};

/** Mobile numbers that the United Kingdom keeps for fiction: in no plan, and nobody's. */
const fictional = /^\+447700900\d{3}$/;

function parsed(library: Library, text: string, region: CountryCode | undefined): PhoneRead {
  const options = region === undefined ? { extract: false } : { extract: false, defaultCountry: region };
  const problem = library.validatePhoneNumberLength(text, options);
  if (problem !== undefined) {
    if (problem === 'INVALID_COUNTRY' && text.startsWith('+')) return { problem: 'not_in_use' };
    return { problem: lengthProblems[problem] ?? 'not_a_number' };
  }
  const phone = library.parsePhoneNumberFromString(text, options);
  if (phone === undefined) return { problem: 'not_a_number' };
  if (phone.ext !== undefined) return { problem: 'extension' };
  if (!phone.isValid() && !fictional.test(phone.number)) return { problem: 'not_in_use' };
  return { phone_e164: phone.number, country: phone.country ?? null };
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
