import { foldCase } from './text.ts';

/** Legal forms of one word, as they remain after punctuation is gone. */
const wordForms = `inc incorporated corp corporation co company llc llp lllp lp pllc plc pc ltd limited cic unlimited pty
  pte pvt bhd gmbh mbh ug ag kg kgaa ohg gbr ev eg se sa sas sasu sarl eurl snc sci scop spa srl srls sapa scarl sl slu
  sau sll sc scl ltda eireli epp cia lda sgps bv nv vof cv bvba sprl asbl vzw as asa ans ab hb oy oyj ky aps ks ehf hf
  ohf sro doo dd ad ood eood kft zrt nyrt bt uab sia ou kk gk yk fzco fze fzllc wll saog tbk jsc cjsc pjsc ooo oao zao
  pao ип ооо оао зао пао ао тов 株式会社 有限会社 合同会社 有限公司 股份有限公司 주식회사 유한회사`;

/** Legal forms of several words. */
const phraseForms = `pty limited|private limited|sdn bhd|co kg|ug haftungsbeschrankt|sa de cv|sapi de cv|s de rl de cv
  |s de rl|s a|s r l|s p a|s l|b v|n v|a s|a b|sp z oo|sp z o o|sp k|sp j|spolka z oo|spolka akcyjna|spol s ro|s r o
  |d o o|anonim sirketi|limited sirketi|ltd sti|kabushiki kaisha|godo kaisha|fz llc`;

const suffixes = new Set(
  [...wordForms.split(/\s+/), ...phraseForms.split('|')].map((form) => foldCase(form.trim())),
);
const prefixes = new Set(
  'the pt cv ооо оао зао пао ао тов ип ooo oao zao uab sia sc 株式会社 有限会社 合同会社 주식회사'
    .split(' ')
    .map(foldCase),
);

const longestForm = 5;

/**
 * A company name for comparison: folded, `&` as “and”, without punctuation and without its legal form.
 *
 * `Müller & Söhne GmbH & Co. KG` and `MUELLER UND SOEHNE` do not agree (German digraphs are a spelling of their own), but
 * `Muller and Sohne` does. A name that is nothing but a legal form is kept.
 */
export function normaliseCompanyName(name: string): string {
  const words = foldCase(name)
    .replace(/\s*[&+＆]\s*/g, ' and ')
    .replace(/['’ʼ`´.]/g, '')
    .replace(/(株式会社|有限会社|合同会社|股份有限公司|有限公司|주식회사)/g, ' $1 ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  return withoutPrefix(withoutSuffix(words)).join(' ');
}

function withoutSuffix(words: readonly string[]): readonly string[] {
  for (let length = Math.min(longestForm, words.length - 1); length > 0; length -= 1) {
    const tail = words.slice(-length).join(' ');
    if (suffixes.has(tail)) return withoutSuffix(withoutConnector(words.slice(0, -length)));
  }
  return words;
}

function withoutConnector(words: readonly string[]): readonly string[] {
  return words.length > 1 && words.at(-1) === 'and' ? words.slice(0, -1) : words;
}

function withoutPrefix(words: readonly string[]): readonly string[] {
  const [first] = words;
  return first !== undefined && words.length > 1 && prefixes.has(first) ? words.slice(1) : words;
}
