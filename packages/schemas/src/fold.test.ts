import { expect, test } from 'vitest';
import { fold, foldSpellings } from './fold.ts';

const same: readonly (readonly [string, string])[] = [
  ['José', 'JOSE'],
  ['Straße', 'STRASSE'],
  ['STRAẞE', 'strasse'],
  ['İstanbul', 'istanbul'],
  ['Iğdır', 'IGDIR'],
  ['Łódź', 'lodz'],
  ['Øystein Ærø', 'oystein aero'],
  ['Nguyễn Đức', 'nguyen duc'],
  ['Əliyev', 'eliyev'],
  ['O’Brien', "o'brien"],
  ['ﬁnance Ⅳ', 'finance iv'],
  ['ΟΔΥΣΣΈΑΣ', 'οδυσσεας'],
  ['МОСКВА', 'Москва'],
  ['Ёлкин', 'елкин'],
  ['за́мок', 'замок'],
  ['שָׁלוֹם', 'שלום'],
  ['مُحَمَّد', 'محمد'],
  ['أحمد', 'احمد'],
  ['علی', 'علي'],
  ['محـــمد', 'محمد'],
  ['می‌خواهم', 'میخواهم'],
  ['ｶﾞｰﾄﾞ', 'ガード'],
  ['Ｔｏｋｙｏ', 'tokyo'],
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['०९', '09'],
  ['Ꭰꮿ', 'ꭰꮿ'],
  ['ᲗᲑᲘᲚᲘᲡᲘ', 'თბილისი'],
  ['ԵՐԵՎԱՆ', 'երեվան'],
];

test.each(same)('%s and %s are one text', (one, other) => {
  expect(fold(one)).toBe(fold(other));
});

const apart: readonly (readonly [string, string])[] = [
  ['カ', 'ガ'],
  ['ハ', 'パ'],
  ['и', 'й'],
  ['и', 'ї'],
  ['у', 'ў'],
  ['क', 'कि'],
  ['กา', 'กิ'],
  ['ខ', 'ខ្មែ'],
  ['ಕ', 'ಕೆ'],
  ['김', '기'],
  ['ދި', 'ދު'],
];

test.each(apart)('%s and %s are two', (one, other) => {
  expect(fold(one)).not.toBe(fold(other));
});

test('no character of Unicode folds otherwise in another case or form, or when folded again', () => {
  const wrong: string[] = [];
  for (let code = 0; code < 0x30000; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    const folded = fold(character);
    const forms = [
      folded,
      character.toUpperCase(),
      character.toLowerCase(),
      character.normalize('NFC'),
      character.normalize('NFD'),
    ];
    if (forms.some((form) => form !== character && fold(form) !== folded)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test('umlauts are spelled out beside their plain form', () => {
  expect(foldSpellings('Müller')).toEqual(['muller', 'mueller']);
  expect(foldSpellings('Müller'.normalize('NFD'))).toEqual(['muller', 'mueller']);
  expect(foldSpellings('ÖDEGÅRD')).toEqual(['odegard', 'oedegaard']);
  expect(foldSpellings('Mueller')).toEqual(['mueller']);
  expect(foldSpellings('José')).toEqual(['jose']);
});
