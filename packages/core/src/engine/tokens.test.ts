import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import { estimateTokens } from './tokens.ts';

const rows = Array.from({ length: 200 }, (_, index) => ({
  time: `2026-03-${String((index % 28) + 1).padStart(2, '0')}T06:00`,
  temperature_c: Number(((index * 1.37) % 40).toFixed(1)),
  wind_speed_kmh: index % 50,
  condition: index % 3 === 0 ? 'partly cloudy' : 'light rain',
}));
const table = rows.map(({ time, temperature_c, wind_speed_kmh }) =>
  [time, temperature_c, wind_speed_kmh].join('  '),
);
/** Characters without meaning, the same on every run. */
const scrambled = (alphabet: string, length: number) =>
  Array.from(
    { length },
    (_, index) => alphabet[(index * index * 31 + index * 17 + 7) % alphabet.length],
  ).join('');

const texts = {
  english:
    'The store keeps every change with its reason, so that an operator can undo a mistaken import at any time. ',
  german:
    'Die Bundesversammlung übt unter Vorbehalt der Rechte von Volk und Ständen die oberste Gewalt aus. ',
  french: "L'été dernier, la météo était très agréable près de la forêt où nous étions allés. ",
  polish: 'Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. ',
  greek: 'Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια. ',
  russian: 'Все люди рождаются свободными и равными в своем достоинстве и правах. ',
  arabic: 'يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. ',
  hindi: 'सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता प्राप्त है। ',
  thai: 'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ',
  japanese: 'すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。',
  korean: '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. ',
  'two scripts in one word': 'Tokyo東京Osaka大阪Kyoto京都abc日本語テキスト',
  emoji: '☀️🌧️⛈️❄️🌪️👨‍👩‍👧‍👦🇨🇭',
  addresses: 'https://api.example.com/v1/forecast?latitude=47.37&longitude=8.54&hourly=temperature_2m ',
  'settings in capitals': 'WEATHER_OPEN_METEO_API_KEY PATCHBAY_RATE_LIMIT ',
  'columns of spaces': 'a      b       c\t\t\td    12    7\n',
  'compact JSON': JSON.stringify(rows),
  'indented JSON': JSON.stringify(rows, null, 2),
  'a table of numbers': table.join('\n'),
} as const;

test.each(Object.entries(texts))('%s is estimated at most a seventh low and four fifths high', (_, text) => {
  const long = text.repeat(Math.ceil(2000 / text.length));
  const ratio = estimateTokens(long) / countTokens(long);
  expect(ratio).toBeGreaterThan(6 / 7);
  expect(ratio).toBeLessThan(9 / 5);
});

test.each([
  ['hexadecimal', scrambled('0123456789abcdef', 4000)],
  ['lower-case letters', scrambled('abcdefghijklmnopqrstuvwxyz', 4000)],
  ['base64', scrambled('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 4000)],
])('%s without meaning is estimated at most a third low', (_, text) => {
  expect(estimateTokens(text) / countTokens(text)).toBeGreaterThan(0.66);
});

test('an empty text costs nothing', () => {
  expect(estimateTokens('')).toBe(0);
});

test('no text is estimated above its bytes, so that short ones need no counting', () => {
  for (const text of [...Object.values(texts), '°', '😀', '‰…—', 'é', 'ı\u0301', '\ud800', '======']) {
    expect(estimateTokens(text), text.slice(0, 20)).toBeLessThanOrEqual(Buffer.byteLength(text));
  }
});

test('counting stops soon after the limit', () => {
  const endless = 'word '.repeat(2_000_000);
  const tokens = estimateTokens(endless, 100);
  expect(tokens).toBeGreaterThan(100);
  expect(tokens).toBeLessThan(110);
});
