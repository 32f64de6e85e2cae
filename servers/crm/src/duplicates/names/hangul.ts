const initials = 'g kk n d tt r m b pp s ss _ j jj ch k t p h'.split(' ').map(sound);
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const finals = '_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ').map(sound);

function sound(text: string): string {
  return text === '_' ? '' : text;
}

// as Koreans write their surnames, which is not what the rules say
const surnames: ReadonlyMap<string, string> = new Map(
  `김kim 이lee 박park 최choi 정jung 강kang 조cho 윤yoon 장jang 임lim 오oh 한han 신shin 서seo 권kwon 황hwang 안ahn 송song
  류ryu 유yoo 홍hong 전jeon 고ko 문moon 양yang 손son 배bae 백baek 허heo 남nam 노noh`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 1), entry.slice(1)]),
);

/** The usual spelling of a Korean surname that stands alone. */
export function koreanSurname(text: string): string | undefined {
  return surnames.get(text);
}

/** A syllable of Hangul in Latin letters, by the arithmetic of its code point. */
export function hangul(syllable: string): string {
  const code = syllable.charCodeAt(0) - 0xac00;
  const [initial, vowel, final] = [Math.floor(code / 588), Math.floor((code % 588) / 28), code % 28];
  return `${initials[initial] ?? ''}${vowels[vowel] ?? ''}${finals[final] ?? ''}`;
}
