/** Languages that names in a script may be in, the commonest first. */
const byScript: readonly (readonly [RegExp, readonly string[]])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, ['ja']],
  [/\p{Script=Hangul}/u, ['ko']],
  [/\p{Script=Han}/u, ['zh', 'ja']],
  [/[іїєґ]/iu, ['uk', 'be']],
  [/\p{Script=Cyrillic}/u, ['ru', 'uk', 'bg', 'sr', 'kk']],
  [/\p{Script=Greek}/u, ['el']],
  [/[پچژگکیٹڈے]/u, ['fa', 'ur', 'ar']],
  [/\p{Script=Arabic}/u, ['ar', 'fa']],
  [/\p{Script=Hebrew}/u, ['he']],
  [/\p{Script=Devanagari}/u, ['hi', 'mr', 'ne']],
  [/\p{Script=Bengali}/u, ['bn']],
  [/\p{Script=Tamil}/u, ['ta']],
  [/\p{Script=Telugu}/u, ['te']],
  [/\p{Script=Kannada}/u, ['kn']],
  [/\p{Script=Malayalam}/u, ['ml']],
  [/\p{Script=Gujarati}/u, ['gu']],
  [/\p{Script=Gurmukhi}/u, ['pa']],
  [/\p{Script=Oriya}/u, ['or']],
  [/\p{Script=Sinhala}/u, ['si']],
  [/\p{Script=Thai}/u, ['th']],
  [/\p{Script=Lao}/u, ['lo']],
  [/\p{Script=Khmer}/u, ['km']],
  [/\p{Script=Myanmar}/u, ['my']],
  [/\p{Script=Georgian}/u, ['ka']],
  [/\p{Script=Armenian}/u, ['hy']],
  [/\p{Script=Ethiopic}/u, ['am', 'ti']],
  [/\p{Script=Tibetan}/u, ['dz', 'bo']],
];

/** The language to ask a geocoder in for a name in another script than Latin; undefined for Latin. */
export function languageOfScript(text: string): string | undefined {
  return byScript.find(([script]) => script.test(text))?.[1][0];
}
