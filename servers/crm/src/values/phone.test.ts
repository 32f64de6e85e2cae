import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PhoneProblem, phoneReader, recordPhoneReader } from './phone.ts';

/** Reads one text for a store in the United States. */
async function readAt(text: string, country?: unknown) {
  const read = await recordPhoneReader('US', [country]);
  const found = read(text, country);
  return 'problem' in found ? found.problem : found.phone_e164;
}

describe('a telephone number', () => {
  test.each<[text: string, country: string | undefined, e164: string]>([
    ['+1 (212) 555-0123', undefined, '+12125550123'],
    ['212.555.0123', undefined, '+12125550123'],
    ['tel:+1-212-555-0123', undefined, '+12125550123'],
    ['Mobile: 07911 123456', 'United Kingdom', '+447911123456'],
    ['030 1234567', 'de', '+49301234567'],
    ['030/1234567', 'DEU', '+49301234567'],
    ['01 23 45 67 89', 'France', '+33123456789'],
    ['01 5880', 'Österreich', '+4315880'],
    ['8 912 345-67-89', 'Россия', '+79123456789'],
    ['03-1234-5678', '日本', '+81312345678'],
    // the zero belongs to Italian numbers
    ['06 6982 1234', 'Italia', '+390669821234'],
    ['+39 06 6982 1234', undefined, '+390669821234'],
    ['+39 (0)6 6982 1234', undefined, '+390669821234'],
    ['+44 (0)20 7946 0958', undefined, '+442079460958'],
    ['(0)20 7946 0958', 'GB', '+442079460958'],
    ['+34 (0)91 123 4567', undefined, '+34911234567'],
    ['0044 20 7946 0958', undefined, '+442079460958'],
    ['00 44 (0) 20 7946 0958', 'Germany', '+442079460958'],
    ['011 44 20 7946 0958', undefined, '+442079460958'],
    ['+33 1 23 45 67 89', 'Freedonia', '+33123456789'],
    ['＋４４ ２０ ７９４６ ０９５８', undefined, '+442079460958'],
    ['+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨', undefined, '+442079460958'],
    ['०२० ७९४६ ०९५८', 'GB', '+442079460958'],
    ['\u202a+44\u00a020\u20117946\u20110958\u202c', undefined, '+442079460958'],
    ['301234567.0', 'DE', '+49301234567'],
    ['+800 1234 5678', undefined, '+80012345678'],
    ['07700 900123', 'UK', '+447700900123'],
  ])('%s in %s is %s', async (text, country, e164) => {
    expect(await readAt(text, country)).toBe(e164);
  });

  test.each<[text: string, country: string | undefined, problem: PhoneProblem]>([
    ['01 23 45 67 89', undefined, 'not_in_use'],
    ['01 23 45 67 89', 'Freedonia', 'unknown_country'],
    ['01 23 45 67 89', 'Virgin Islands', 'unknown_country'],
    ['+10123456789', undefined, 'not_in_use'],
    ['+39 6 6982 1234', undefined, 'not_in_use'],
    ['+999 1234 5678', undefined, 'not_in_use'],
    ['116 117', 'Germany', 'not_in_use'],
    ['112', 'DE', 'too_short'],
    ['911', undefined, 'too_short'],
    ['555-0100', undefined, 'too_short'],
    ['+49 30 12345678901234567890', undefined, 'too_long'],
    ['+1 212 555 0100 x123', undefined, 'extension'],
    ['+1 212 555 0100x5', undefined, 'extension'],
    ['+1 212 555 0100 ext. 5', undefined, 'extension'],
    ['+1 212 555 0100;ext=5', undefined, 'extension'],
    ['+1 212 555 0100,,5#', undefined, 'extension'],
    ['212-555-0100, 101', undefined, 'extension'],
    ['030 123456 Durchwahl 12', 'Germany', 'extension'],
    ['1-800-FLOWERS', undefined, 'letters'],
    ['+44 20 7946 0958 (office)', undefined, 'letters'],
    ['4.92E+11', 'DE', 'letters'],
    ['+1 212 555 0100 / +1 212 555 0101', undefined, 'several'],
    ['212-555-0100; 212-555-0101', undefined, 'several'],
    ['212-555-0100 or 212-555-0101', undefined, 'several'],
    ['+44 20 7946 0958\n+44 20 7946 0959', undefined, 'several'],
    ['020 7946 0958/9', 'GB', 'several'],
    ['+49 30 123456/57', undefined, 'several'],
    ['call me', 'DE', 'not_a_number'],
    ['*123#', undefined, 'not_a_number'],
    ['', undefined, 'not_a_number'],
  ])('%j in %s is none: %s', async (text, country, problem) => {
    expect(await readAt(text, country)).toBe(problem);
  });

  test('without any country has no number', async () => {
    expect((await phoneReader())('030 1234567')).toEqual({ problem: 'no_country' });
  });

  test('comes out as what reads as itself, whatever was written', async () => {
    const read = await recordPhoneReader('DE', []);
    const text = fc.string({ unit: fc.constantFrom(...'0123456789+()-/ .x,;') });
    fc.assert(
      fc.property(text, (written) => {
        const found = read(written, undefined);
        if ('phone_e164' in found) expect(read(found.phone_e164, undefined)).toEqual(found);
      }),
    );
  });
});
