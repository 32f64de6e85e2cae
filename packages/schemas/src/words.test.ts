import { expect, test } from 'vitest';
import { holdsWords, searchWords, wordsOf } from './words.ts';

const found: readonly (readonly [query: string, text: string])[] = [
  ['太郎', '山田太郎'],
  ['郎', '山田太郎'],
  ['山', '山田太郎'],
  ['ツ', 'Tシャツ'],
  ['tシ', 'Tシャツ'],
  ['철수', '김철수'],
  ['เทพ', 'กรุงเทพ'],
  ['กร', 'กรุงเทพ'],
  ['connor', "Sinéad O'Connor"],
  ['o’con', "Sinéad O'Connor"],
  ['oconnor', 'Sinéad O’Connor'],
  ['mueller', 'Müller'],
  ['muller', 'Müller'],
  ['Müller', 'Mueller'],
  ['acme co', 'ada@acme.co.uk'],
  ['luc', 'Jean-Luc'],
  ['株式', '株式会社ABC'],
  ['社abc', '株式会社ABC'],
  ['株', '㈱山田'],
  ['loreal', 'L`Oréal'],
];

test.each(found)('%s is found in %s', (query, text) => {
  expect(holdsWords(wordsOf(text), searchWords(query))).toBe(true);
});

const missed: readonly (readonly [query: string, text: string])[] = [
  ['太山', '山田太郎'],
  ['田郎', '山田太郎'],
  ['ガ', 'カード'],
  ['onnor', "O'Connor"],
  ['müller', 'Mulder'],
  ['कि', 'काम'],
];

test.each(missed)('%s is not found in %s', (query, text) => {
  expect(holdsWords(wordsOf(text), searchWords(query))).toBe(false);
});

test('tokens hold no sign of a query language and stay short', () => {
  const text = `"'); -- *:^ & | <-> \\ ${'ﷺ'.repeat(20)} ${'ก'.repeat(90)}${'่'.repeat(90)} ${'x'.repeat(90)}`;
  for (const token of wordsOf(text)) {
    expect(token).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
    expect([...token].length).toBeLessThanOrEqual(40);
  }
  expect(wordsOf(text)).not.toEqual([]);
});

test('a search has at most eight words, each once, and none without letters', () => {
  expect(searchWords(Array.from({ length: 50 }, (_, index) => `w${index}`).join(' '))).toHaveLength(8);
  expect(searchWords('ada ADA Ada')).toHaveLength(1);
  expect(searchWords(' *()":^ ')).toEqual([]);
});
