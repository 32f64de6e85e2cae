import { type Agreement, numberAgreement, textAgreement } from '../agreement.ts';
import { sameCompanyName } from '../companies/same-name.ts';
import type { PreparedRecord } from '../record.ts';
import { type EvidenceField, type Reason, sumOf } from '../verdict.ts';

/** For whom two people work and where they live: colleagues and households share all of it. */
export interface Surroundings {
  readonly reasons: readonly Reason[];
  /** After the bounds. */
  readonly bits: number;
  /** The bits that remain when whatever speaks against is hidden. */
  readonly reachBits: number;
  readonly isSameFirm: boolean;
  readonly isSameHome: boolean;
}

const mostPlaceBits = 11;
const mostWorkBits = 6.5;
const homeBits = 9;
/** The part that the lesser of work and place is worth: colleagues share their town because they share their employer. */
const newsOfSecond = 0.3;

/** Compares employer and address. */
export function surroundingsOf(a: PreparedRecord, b: PreparedRecord): Surroundings {
  const [work, place] = [workReasons(a, b), placeReasons(a, b)];
  const [workBits, placeBits] = [sumOf(work), sumOf(place)];
  return {
    reasons: [...work, ...place],
    bits: together(workBits, placeBits),
    reachBits: together(sumOf(work.filter(speaksFor)), sumOf(place.filter(speaksFor))),
    isSameFirm: workBits > 0,
    isSameHome: placeBits >= homeBits,
  };
}

function speaksFor({ bits }: Reason): boolean {
  return bits > 0;
}

function together(work: number, place: number): number {
  const [most, least] = [Math.min(work, mostWorkBits), Math.min(place, mostPlaceBits)].sort((x, y) => y - x);
  const [more = 0, less = 0] = [most, least];
  return less > 0 ? more + newsOfSecond * less : more + less;
}

function workReasons(a: PreparedRecord, b: PreparedRecord): readonly Reason[] {
  const hasDomains = a.domain !== '' && b.domain !== '';
  const name =
    a.company === undefined || b.company === undefined ? undefined : sameCompanyName(a.company, b.company);
  if ((hasDomains && a.domain === b.domain) || name === 'same')
    return [{ field: 'company', says: 'company is the same', bits: mostWorkBits }];
  if (name === 'close') return [{ field: 'company', says: 'company is nearly the same', bits: 4.5 }];
  if (name === 'unclear' || (name === undefined && !hasDomains)) return [];
  return [{ field: 'company', says: 'company is another', bits: name === undefined ? -1.5 : -2 }];
}

const largeTowns = new Set(
  `london paris berlin newyork losangeles chicago houston toronto sydney melbourne tokyo osaka beijing shanghai mumbai delhi
  bangalore singapore hongkong madrid barcelona rome milan hamburg munich munchen vienna wien amsterdam istanbul moscow
  moskva saopaulo riodejaneiro mexicocity buenosaires lagos cairo johannesburg dubai seoul bangkok jakarta stockholm warsaw
  warszawa prague praha budapest lisbon lisboa manchester birmingham sanfrancisco boston seattle austin`.split(
    /\s+/,
  ),
);

type Weight = Readonly<Record<Exclude<Agreement, 'unclear'>, number>>;

interface PlaceField {
  readonly of: 'street' | 'street2' | 'house' | 'city' | 'postal' | 'region';
  readonly field: EvidenceField;
  readonly label: string;
  readonly agree: (a: string, b: string) => Agreement;
  readonly weight: Weight;
}

const regionAgreement = (a: string, b: string): Agreement => (a === b ? 'same' : 'different');
const smallTown: Weight = { same: 4.5, close: 3.5, similar: 2, different: -1.5 };
const largeTown: Weight = { ...smallTown, same: 3, close: 2.5 };

const placeFields: readonly PlaceField[] = [
  {
    of: 'street',
    field: 'street',
    label: 'street',
    agree: textAgreement,
    weight: { same: 6.5, close: 5, similar: 3, different: -1.5 },
  },
  {
    of: 'street2',
    field: 'street_2',
    label: 'second address line',
    agree: textAgreement,
    weight: { same: 5, close: 4, similar: 2, different: -0.7 },
  },
  {
    of: 'house',
    field: 'house_number',
    label: 'house number',
    agree: numberAgreement,
    weight: { same: 4, close: 1.5, similar: 0.5, different: -1 },
  },
  { of: 'city', field: 'city', label: 'city', agree: textAgreement, weight: smallTown },
  {
    of: 'postal',
    field: 'postal_code',
    label: 'postal code',
    agree: numberAgreement,
    weight: { same: 5, close: 3, similar: 1, different: -1 },
  },
  {
    of: 'region',
    field: 'region',
    label: 'region',
    agree: regionAgreement,
    weight: { same: 0.7, close: 0, similar: 0, different: -0.7 },
  },
];

const placeWording = {
  same: 'is the same',
  close: 'is nearly the same',
  similar: 'is similar',
  different: 'is another',
} as const;

function placeReasons(a: PreparedRecord, b: PreparedRecord): readonly Reason[] {
  return placeFields.flatMap(({ of, field, label, agree, weight }) => {
    if (a[of] === '' || b[of] === '') return [];
    const agreement = agree(a[of], b[of]);
    if (agreement === 'unclear') return [];
    const isLarge = of === 'city' && largeTowns.has(a.city);
    const bits = (isLarge ? largeTown : weight)[agreement];
    return [{ field, says: `${label} ${placeWording[agreement]}`, bits }];
  });
}
