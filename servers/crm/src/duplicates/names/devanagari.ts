const consonantLetters = `कk खkh गg घgh ङn चch छchh जj झjh ञn टt ठth डd ढdh णn तt थth दd धdh नn पp फph बb भbh मm यy रr लl वv
  शsh षsh सs हh ळl`;
const vowelLetters = 'अa आa इi ईi उu ऊu ऋri एe ऐai ओo औau ऑo';
const vowelSigns = 'ाa िi ीi ुu ूu ृri ेe ैai ोo ौau ॉo';
// nasal marks, the mark of a borrowed consonant, and the one that silences the inherent vowel
const otherMarks = 'ंn ँn ः ़ ्';

const table = (text: string): ReadonlyMap<string, string> =>
  new Map(text.split(/\s+/).map((entry) => [entry.slice(0, 1), entry.slice(1)]));
const consonants = table(consonantLetters);
const vowels = table(vowelLetters);
const signs = table(vowelSigns);
const marks = table(otherMarks);

/** A word of Devanagari in Latin letters: a consonant is followed by `a` unless something else says so or it is last. */
export function devanagari(word: string): string {
  const letters = [...word.normalize('NFD').replaceAll('़', '')];
  return letters
    .map((letter, at) => {
      const consonant = consonants.get(letter);
      if (consonant === undefined)
        return vowels.get(letter) ?? signs.get(letter) ?? marks.get(letter) ?? letter;
      const next = letters[at + 1];
      const isBare = next === undefined || next === '्' || signs.has(next);
      return isBare ? consonant : `${consonant}a`;
    })
    .join('');
}
