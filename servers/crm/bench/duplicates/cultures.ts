import { toLatin } from '../../src/duplicates/names/transliterate.ts';
import { Dice } from './dice.ts';

/** Names of one language, as `pnpm bench crm-duplicates` writes them into a file. */
export interface NamePool {
  readonly male: readonly string[];
  readonly female: readonly string[];
  readonly surnames: readonly string[];
  readonly female_surnames: readonly string[];
  readonly cities: readonly string[];
  readonly streets: readonly string[];
}

/** How people and companies of a country are named. */
export interface Culture extends NamePool {
  readonly code: string;
  /** In percent of all people. */
  readonly share: number;
  readonly dial: string;
  readonly forms: readonly string[];
  readonly tld: string;
  /** A name by Zipf–Mandelbrot, `(rank + q)^-s`. */
  draw(list: readonly string[], dice: Dice): string;
}

/** `country share s q dial tld forms`: s and q give the commonest surname about its real share. */
const plans = `US 22 0.9 8 1 com Inc|LLC|Corp
GB 10 0.9 6 44 co.uk Ltd|plc|LLP
DE 10 0.95 8 49 de GmbH|AG|GmbH & Co. KG
FR 7 0.9 10 33 fr SAS|SARL|SA
ES 6 1.05 3 34 es S.L.|S.A.
IT 5 0.8 12 39 it S.p.A.|S.r.l.
NL 4 0.9 4 31 nl B.V.|N.V.
PL 4 0.8 8 48 pl Sp. z o.o.|S.A.
CZ 3 0.85 6 420 cz s.r.o.|a.s.
SE 3 1 2 46 se AB
IN 6 0.95 2 91 in Pvt Ltd|Ltd
RU 4 0.8 8 7 ru ООО|АО
CN 4 1 1.5 86 cn 有限公司
KR 2 1.4 1.2 82 kr Co., Ltd.
JP 2 0.85 6 81 jp 株式会社
BR 3 0.9 3 55 com.br Ltda|S.A.
VN 2 1.5 0.6 84 vn Co., Ltd.
TR 3 0.9 5 90 com.tr A.Ş.|Ltd. Şti.`.split('\n');

/** The commonest surnames, in order. */
const heads: Readonly<Record<string, string>> = {
  US: 'Smith Johnson Williams Brown Jones Davis Miller Wilson Moore Taylor Anderson Thomas Jackson White Harris Martin',
  GB: 'Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White',
  DE: 'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf',
  ES: 'García González Rodríguez Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz',
  CN: '王 李 张 刘 陈 杨 黄 赵 吴 周',
  KR: '김 이 박 최 정 강 조 윤 장 임',
  VN: 'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi',
  JP: '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤',
  RU: 'Иванов Смирнов Кузнецов Попов Васильев Петров',
  IN: 'Kumar Singh Sharma Gupta Patel Khan Reddy',
};

/** The cultures of the generator, from the names of each country. */
export function culturesOf(pools: Readonly<Record<string, NamePool>>): readonly Culture[] {
  return plans.flatMap((plan) => {
    const [code = '', share, s, q, dial = '', tld = '', ...forms] = plan.split(' ');
    const pool = pools[code];
    if (pool === undefined) return [];
    const ranked = (list: readonly string[]) => inRank(list, code);
    return {
      ...{ code, share: Number(share), dial, tld, forms: forms.join(' ').split('|') },
      male: shuffled(pool.male, code),
      female: shuffled(pool.female, code),
      surnames: ranked(pool.surnames),
      female_surnames: ranked(pool.female_surnames),
      cities: pool.cities,
      streets: pool.streets,
      draw: drawer(Number(s), Number(q)),
    };
  });
}

function shuffled(list: readonly string[], code: string): readonly string[] {
  const dice = new Dice(code.charCodeAt(0) * 131 + code.charCodeAt(1));
  return list
    .map((name) => [dice.unit(), name] as const)
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name);
}

function inRank(list: readonly string[], code: string): readonly string[] {
  const head = (heads[code] ?? '').split(' ');
  const mixed = shuffled(list, code);
  return [...head.filter((name) => mixed.includes(name)), ...mixed.filter((name) => !head.includes(name))];
}

function drawer(s: number, q: number): Culture['draw'] {
  const sums = new Map<readonly string[], Float64Array>();
  return (list, dice) => {
    const known = sums.get(list) ?? cumulated(list.length, s, q);
    sums.set(list, known);
    const wanted = dice.unit() * (known.at(-1) ?? 1);
    let [low, high] = [0, known.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((known[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return list[low] ?? '';
  };
}

function cumulated(length: number, s: number, q: number): Float64Array {
  const sums = new Float64Array(length);
  let total = 0;
  for (let rank = 0; rank < length; rank += 1) {
    total += (rank + 1 + q) ** -s;
    sums[rank] = total;
  }
  return sums;
}

/** One culture by its share. */
export function cultureBy(cultures: readonly Culture[], dice: Dice): Culture {
  let left = dice.unit() * 100;
  const found = cultures.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  const [first] = cultures;
  if (first === undefined) throw new Error('There are no names.');
  return found ?? first;
}

/** A name as mailboxes and domains have it. */
export function slug(text: string): string {
  return toLatin(text).replace(/[^a-z0-9]/g, '');
}
