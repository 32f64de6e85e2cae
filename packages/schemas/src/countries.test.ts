import { describe, expect, test } from 'vitest';
import { countryCode, countryCodeInAnyLanguage, countryName } from './countries.ts';

const alpha2 = Array.from({ length: 26 * 26 }, (_, at) =>
  String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26)),
).filter((code) => countryCode(code) === code);

describe('the code of a country', () => {
  test('is known for each of ISO 3166-1, by its English name too', () => {
    expect(alpha2).toHaveLength(250);
    for (const code of alpha2) expect(countryCode(countryName(code) ?? ''), code).toBe(code);
  });

  test.each([
    ['deu', 'DE'],
    ['GBR', 'GB'],
    ['UK', 'GB'],
    ['U.K.', 'GB'],
    ['England', 'GB'],
    ['EL', 'GR'],
    ['United States of America', 'US'],
    ['the United States', 'US'],
    ['U.S.A.', 'US'],
    ['Korea, Republic of', 'KR'],
    ["Korea, Democratic People's Republic of", 'KP'],
    ['Korea (South)', 'KR'],
    ['Congo, The Democratic Republic of the', 'CD'],
    ['Republic of the Congo', 'CG'],
    ['Congo (Kinshasa)', 'CD'],
    ["Côte d'Ivoire", 'CI'],
    ['COTE D’IVOIRE', 'CI'],
    ['Ivory Coast', 'CI'],
    ['Türkiye', 'TR'],
    ['Turkey', 'TR'],
    ['Iran, Islamic Republic of', 'IR'],
    ['Federal Republic of Germany', 'DE'],
    ['People’s Republic of China', 'CN'],
    ['Republic of China', 'TW'],
    ['Taiwan, Province of China', 'TW'],
    ['Bosnia & Herzegovina', 'BA'],
    ['Saint Vincent and the Grenadines', 'VC'],
    ['Bahamas, The', 'BS'],
    ['Virgin Islands, U.S.', 'VI'],
    ['Sao Tome and Principe', 'ST'],
    ['Hong Kong', 'HK'],
    ['  viet nam ', 'VN'],
    ['Kosovo', 'XK'],
  ])('%s is %s', (text, code) => {
    expect(countryCode(text)).toBe(code);
  });

  test.each([
    '',
    'Freedonia',
    'Virgin Islands',
    '49',
    '+49',
    'ZZ',
    'EU',
    'constructor',
    `${'a'.repeat(5_000)}`,
  ])('%j is none', async (text) => {
    expect(countryCode(text)).toBeUndefined();
    expect(await countryCodeInAnyLanguage(text)).toBeUndefined();
  });

  test.each([
    ['Deutschland', 'DE'],
    ['ÖSTERREICH', 'AT'],
    ['Oesterreich', 'AT'],
    ['Daenemark', 'DK'],
    ['Schweiz', 'CH'],
    ['Suisse', 'CH'],
    ['España', 'ES'],
    ['Magyarország', 'HU'],
    ['Česká republika', 'CZ'],
    ['Česko', 'CZ'],
    ['Suomi', 'FI'],
    ['Sverige', 'SE'],
    ['Việt Nam', 'VN'],
    ['Россия', 'RU'],
    ['Україна', 'UA'],
    ['Ελλάδα', 'GR'],
    ['مصر', 'EG'],
    ['ישראל', 'IL'],
    ['भारत', 'IN'],
    ['ไทย', 'TH'],
    ['日本', 'JP'],
    ['中国', 'CN'],
    ['臺灣', 'TW'],
    ['대한민국', 'KR'],
    ['საქართველო', 'GE'],
    ['Հայաստան', 'AM'],
    // Polish for one of them, Slovak for the other
    ['Kongo', undefined],
  ])('%s is %s in its own language', async (text, code) => {
    expect(await countryCodeInAnyLanguage(text)).toBe(code);
  });
});
