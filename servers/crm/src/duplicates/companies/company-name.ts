import { fold } from '@patchbay/schemas';
import { surnameBits } from '../names/frequencies.ts';
import { toLatin } from '../names/transliterate.ts';
import { genericWords } from './generic-words.ts';
import { legalForms } from './legal-forms.ts';

/** A company's name, apart from its legal form. */
export interface CompanyName {
  /** The words in Latin letters, `&` as `and`, without legal form and articles. */
  readonly words: readonly string[];
  readonly core: string;
  /** The kind of legal form: `limited`, `shares`, …; empty when none is written. */
  readonly form: string;
  /** Where that form is at home: `de`, `fr`, `en`, …; empty when in many countries. */
  readonly home: string;
  readonly acronym: string;
  /** The bits that agreement in all words is worth: generic ones count little. */
  readonly bits: number;
}

const longestForm = 7;
const forms = formKinds();

function formKinds(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let kind = '';
  for (const line of legalForms.split('\n')) {
    const [, named, list = ''] = /^(?:([a-z]+): )?(.*)$/.exec(line) ?? [];
    kind = named ?? kind;
    for (const form of list.split('|')) if (form !== '') found.set(fold(form), kind);
  }
  return found;
}

const leadingWords = new Set(
  `the pt cv ооо оао зао пао ао тов ип ooo oao zao pao uab sia sc ps as ou 株式会社 有限会社 合同会社 주식회사 perum dd
  ad ead eood ад еад еоод оод тоо фоп чп уп прат شرکت شركة 유한회사 주 บริษัท შპს սպը`
    .split(/\s+/)
    .map(fold),
);
const leadingPhrases = [
  'cong ty tnhh mtv',
  'cong ty tnhh',
  'cong ty co phan',
  'cong ty',
  'общество с ограниченной ответственностью',
  'публичное акционерное общество',
  'закрытое акционерное общество',
  'открытое акционерное общество',
  'акционерное общество',
  'товариство з обмеженою відповідальністю',
  'приватне акціонерне товариство',
  'perseroan terbatas',
];
const articles = new Set('the and la le les el los die der das il of de du des et und y e'.split(' '));

const homes: ReadonlyMap<string, string> = new Map(
  `de:gmbh ag kg ug ohg mbh gbr ev eg kgaa|fr:sarl sas sasu eurl snc sci|nl:bv nv vof cv|it:srl spa srls snc|es:sl slu
  |se:ab hb|dk:aps ivs|no:asa ans da|fi:oy oyj ky|pl:spzoo zoo|cz:sro|hu:kft zrt nyrt bt|ru:ооо оао зао пао ао ooo
  |jp:kk gk yk 株式会社 有限会社 合同会社|cn:有限公司 股份有限公司|kr:주식회사 유한회사|br:ltda eireli lda
  |tr:as ltdsti limitedsirketi anonimsirketi|in:pvtltd privatelimited|lt:uab|lv:sia|ee:ou|bg:eood ood ead|rs:doo
  |is:ehf hf|en:ltd limited llc inc incorporated corp corporation plc llp pllc`
    .split(/\s*\|/)
    .flatMap((entry) => {
      const [home = '', list = ''] = entry.split(':');
      return list.split(' ').map((form) => [fold(form), home] as const);
    }),
);

// written without a space before or after the name
const attached =
  /(株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|주식회사|유한회사|บริษัท|จำกัด)/g;
const formerly = /\s*\((?:formerly|ex|früher)[^)]*\)/iu;

/** A name as folded words with its legal form set apart. */
interface Parted {
  readonly words: readonly string[];
  readonly form: string;
  readonly home: string;
}

/** Takes a company's name apart; undefined for a blank one. A name that is nothing but a legal form is kept. */
export function companyName(name: string): CompanyName | undefined {
  if (name.trim() === '') return undefined;
  const { words, form, home } = parted(foldedWords(name));
  const latin = words.map(toLatin);
  const telling = latin.filter((word) => !articles.has(word));
  const kept = telling.length > 0 ? telling : latin;
  return {
    words: kept,
    core: kept.join(''),
    form,
    home,
    acronym: kept.length > 1 ? kept.map((word) => word.charAt(0)).join('') : '',
    bits: kept.reduce((sum, word) => sum + wordBits(word), 0),
  };
}

/** Which legal form a company's name says, by its kind and home; undefined when it says none. */
export function legalFormOf(name: string): string | undefined {
  const { form, home } = parted(foldedWords(name));
  return form === '' ? undefined : `${form} ${home}`;
}

/** A company's name as folded words without its legal form, in its own script. */
export function nameWithoutForm(name: string): string {
  return parted(foldedWords(name)).words.join(' ');
}

function foldedWords(name: string): readonly string[] {
  return fold(name.replace(formerly, ''))
    .replace(/\s*[&+]\s*/g, ' and ')
    .replace(/['`."“”«»„]/g, '')
    .replace(attached, ' $1 ')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .split(' ');
}

function parted(all: readonly string[]): Parted {
  const front = withoutFront(all);
  const back = withoutBack(front.words, front.form);
  const tail = front.words.slice(back.words.length);
  const whole = tail.join('').replace(/^and/, '');
  const home = homes.get(whole) ?? tail.map((word) => homes.get(word)).find((found) => found !== undefined);
  return { ...back, home: home ?? front.home };
}

function withoutFront(all: readonly string[]): Parted {
  const text = all.join(' ');
  const phrase = leadingPhrases.find((start) => text.startsWith(`${start} `));
  let [words, form, home] = [phrase === undefined ? all : text.slice(phrase.length + 1).split(' '), '', ''];
  for (
    let [first] = words;
    first !== undefined && words.length > 1 && leadingWords.has(first);
    [first] = words
  ) {
    form = forms.get(first) ?? form;
    home = homes.get(first) ?? home;
    words = words.slice(1);
  }
  return { words, form: phrase === undefined ? form : (forms.get(phrase) ?? form), home };
}

function withoutBack(all: readonly string[], found: string): Pick<Parted, 'words' | 'form'> {
  let [words, form] = [all, found];
  for (let tail = tailForm(words); tail !== undefined; tail = tailForm(words)) {
    words = words.slice(0, -tail.length);
    if (words.length > 1 && words.at(-1) === 'and') words = words.slice(0, -1);
    // the innermost form is what the company is: `Co., Ltd.` is limited
    if (form === '' || form === 'other') form = tail.kind;
  }
  return { words, form };
}

function tailForm(words: readonly string[]): { readonly kind: string; readonly length: number } | undefined {
  for (let length = Math.min(longestForm, words.length - 1); length > 0; length -= 1) {
    const kind = forms.get(words.slice(-length).join(' '));
    if (kind !== undefined) return { kind, length };
  }
  return undefined;
}

function wordBits(word: string): number {
  if (/^\d+$/.test(word) || genericWords.has(word)) return 3;
  // a common surname names many companies
  return Math.min(word.length <= 3 ? 9 : 12, surnameBits(word) + 1.5);
}
