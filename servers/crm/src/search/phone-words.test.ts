import { holdsWords } from '@patchbay/schemas';
import { expect, test } from 'vitest';
import { phoneForms, phoneTokens, searchWordsAndPhones } from './phone-words.ts';

const tokens = ['ada', 'lovelace', ...phoneTokens('+442079460958')];

test.each([
  '+442079460958',
  '+44 20 7946 0958',
  '+44 (0)20 7946 0958',
  '0044 20 7946 0958',
  '011 44 20 7946 0958',
  '020 7946 0958',
  '(020) 7946-0958',
  '20 7946 0958',
  '7946 0958',
  '794-6095',
  'tel:+44-20-7946-0958',
  '+44 20 7946 0958 ext. 12',
  '０２０ ７９４６ ０９５８',
  '٠٢٠ ٧٩٤٦ ٠٩٥٨',
  'Ada 020 7946 0958',
  '020 7946 0958 love',
])('%s finds the number', (text) => {
  expect(holdsWords(tokens, searchWordsAndPhones(text))).toBe(true);
});

test.each(['+44 20 7946 0959', '020 7946 0957', 'Bob 020 7946 0958', '946 0957'])(
  '%s does not find it',
  (text) => {
    expect(holdsWords(tokens, searchWordsAndPhones(text))).toBe(false);
  },
);

test('a number with the trunk prefix of Russia or Hungary is found', () => {
  expect(holdsWords(phoneTokens('+79123456789'), searchWordsAndPhones('8 (912) 345-67-89'))).toBe(true);
  expect(holdsWords(phoneTokens('+3612345678'), searchWordsAndPhones('06 1 234 5678'))).toBe(true);
});

test('digits that are no number are still found as they stand', () => {
  expect(holdsWords(['model', '1920', '1080'], searchWordsAndPhones('1920 1080'))).toBe(true);
  expect(searchWordsAndPhones('Müller 2026')).toHaveLength(2);
});

test('too few or too many digits are no number', () => {
  expect([phoneForms('12 34 56'), phoneForms('1'.repeat(21))]).toEqual([[], []]);
});
