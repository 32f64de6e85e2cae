import { fold } from '@patchbay/schemas';
import { currencies, isCurrency } from './money.ts';

/** Signs and abbreviations of currencies as exports write them, with the currencies that each may mean. */
const meanings: Readonly<Record<string, string>> = {
  $: 'USD CAD AUD NZD SGD HKD MXN ARS CLP COP TWD BRL UYU DOP JMD TTD BSD BBD BZD XCD FJD LRD NAD GYD SRD KYD BMD',
  US$: 'USD',
  U$S: 'USD',
  C$: 'CAD NIO',
  CA$: 'CAD',
  CAN$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  SG$: 'SGD',
  NT$: 'TWD',
  R$: 'BRL',
  MX$: 'MXN',
  '€': 'EUR',
  EURO: 'EUR',
  EUROS: 'EUR',
  '£': 'GBP EGP LBP SYP GIP FKP SHP SSP SDG',
  '¥': 'JPY CNY',
  円: 'JPY',
  元: 'CNY TWD',
  RMB: 'CNY',
  'CN¥': 'CNY',
  'JP¥': 'JPY',
  '₩': 'KRW KPW',
  원: 'KRW',
  '₹': 'INR',
  RS: 'INR PKR LKR NPR MUR SCR',
  '₨': 'INR PKR LKR NPR MUR SCR',
  '₽': 'RUB',
  РУБ: 'RUB BYN',
  Р: 'RUB',
  '₴': 'UAH',
  ГРН: 'UAH',
  '₺': 'TRY',
  TL: 'TRY',
  '₪': 'ILS',
  '₫': 'VND',
  Đ: 'VND',
  '฿': 'THB',
  '₱': 'PHP CUP',
  '₦': 'NGN',
  '₵': 'GHS',
  '₡': 'CRC SVC',
  '₲': 'PYG',
  '₸': 'KZT',
  '₼': 'AZN',
  '₾': 'GEL',
  '֏': 'AMD',
  '৳': 'BDT',
  '៛': 'KHR',
  '₭': 'LAK',
  '₮': 'MNT',
  KR: 'SEK NOK DKK ISK',
  ZŁ: 'PLN',
  KČ: 'CZK',
  FT: 'HUF',
  LEI: 'RON MDL',
  ЛВ: 'BGN KGS',
  FR: 'CHF XAF XOF XPF DJF GNF KMF RWF BIF CDF',
  SFR: 'CHF',
  FRS: 'CHF',
  RP: 'IDR',
  RM: 'MYR',
  R: 'ZAR',
  KSH: 'KES',
  TSH: 'TZS',
  USH: 'UGX',
  QR: 'QAR',
  SR: 'SAR SCR',
  DH: 'AED MAD',
  DHS: 'AED MAD',
  KD: 'KWD',
  BD: 'BHD',
  JD: 'JOD',
  DT: 'TND',
  LE: 'EGP',
  'د.إ': 'AED',
  'ر.س': 'SAR',
  'د.ك': 'KWD',
  'د.ب': 'BHD',
  'ر.ق': 'QAR',
  'ج.م': 'EGP',
  'ر.ع': 'OMR',
  'د.ت': 'TND',
  'د.م': 'MAD',
  '﷼': 'IRR SAR OMR QAR YER',
};

/** The currency of a code, a sign that needs no more to be clear, or a name in English, in any case; undefined for what is none. */
export function currencyCode(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (isCurrency(code)) return code;
  const meant = currenciesOfSign(text.trim());
  return meant.length === 0 ? codeNamed(fold(text.trim())) : usualOf(meant);
}

let names: ReadonlyMap<string, string> | undefined;

/** What a sign means where nothing else says: its only currency, or sterling, which others write with a letter before it. */
export function usualOf(meant: readonly string[]): string | undefined {
  return meant.length === 1 || meant[0] === 'GBP' ? meant[0] : undefined;
}

/** `US Dollar`, as exports name currencies, and `British Pounds`. */
function codeNamed(name: string): string | undefined {
  if (names === undefined) {
    const english = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
    names = new Map(
      [...currencies()].flatMap((code) => {
        const found = english.of(code);
        return found === undefined ? [] : [[fold(found), code] as const];
      }),
    );
  }
  return names.get(name) ?? names.get(name.replace(/s$/, ''));
}

const known = new Map(Object.entries(meanings).map(([sign, codes]) => [plain(sign), codes.split(' ')]));

/** The currencies that a sign or abbreviation may mean; empty for one that nobody knows. Case and a full stop are no part of it. */
export function currenciesOfSign(sign: string): readonly string[] {
  return known.get(plain(sign)) ?? [];
}

function plain(sign: string): string {
  return sign.normalize('NFKC').replace(/\.$/, '').toUpperCase();
}
