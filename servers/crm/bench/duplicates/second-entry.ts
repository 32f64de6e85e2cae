import { toLatin } from '../../src/duplicates/names/transliterate.ts';
import { slug } from './cultures.ts';
import { type Dice, slip } from './dice.ts';
import { dressed, type Firm, mailboxAt } from './firms.ts';
import type { Person, PersonRow } from './person.ts';

const nicknames: Readonly<Record<string, string>> = Object.fromEntries(
  `William Bill|Robert Bob|James Jim|Richard Rick|Michael Mike|Thomas Tom|Elizabeth Liz|Katherine Kate|Margaret Maggie
  |Joseph Joe|Daniel Dan|Matthew Matt|Christopher Chris|Alexander Alex|Benjamin Ben|Nicholas Nick|Patricia Pat|Jennifer Jen
  |Jessica Jess|Samuel Sam|Anthony Tony|Steven Steve|Edward Ed|Susan Sue|Rebecca Becky|Deborah Deb|Francisco Paco|José Pepe
  |Giuseppe Beppe|Katharina Kathi|Johannes Hans|Sebastian Basti|Maximilian Max|Magdalena Magda|Krzysztof Krzysiek
  |Małgorzata Gosia|Катерина Катя|Александр Саша|Frederick Fred|Gregory Greg|Jonathan Jon|Timothy Tim|Victoria Vicky
  |Philip Phil|Kenneth Ken|Joshua Josh|Andrew Andy|David Dave`
    .split(/\s*\|/)
    .map((entry) => entry.split(' ')),
);

type Changes = Partial<PersonRow>;

/** The same person entered again, by somebody else and some time later. */
export function secondEntry(row: PersonRow, person: Person, employer: () => Firm, dice: Dice): PersonRow {
  const named = otherName(person, dice);
  const reached = otherContact(row, person, employer, dice);
  const kind = [named.kind, reached.kind].filter((each) => each !== undefined).join('+');
  return { ...row, ...named, ...reached, kind: kind === '' ? 'plain' : kind };
}

function otherName({ given, surname, female, culture }: Person, dice: Dice): Changes {
  const at = dice.unit();
  const first = given.split(' ')[0] ?? '';
  if (at < 0.16)
    return dice.chance(0.5)
      ? { last_name: slip(surname, dice), kind: 'typo' }
      : { first_name: slip(given, dice), kind: 'typo' };
  if (at < 0.26) {
    const short = nicknames[first];
    return short === undefined ? {} : { first_name: short, kind: 'nickname' };
  }
  if (at < 0.34) return { first_name: surname, last_name: given, kind: 'swapped' };
  if (at < 0.4) return { first_name: `${given.slice(0, 1)}.`, kind: 'initial' };
  if (at < 0.5) return inLatin(given, surname);
  if (at < 0.55)
    return female ? { last_name: culture.draw(culture.female_surnames, dice), kind: 'married' } : {};
  if (at < 0.6) return { first_name: first, last_name: surname.split(' ').at(-1) ?? '', kind: 'shortened' };
  return {};
}

function inLatin(given: string, surname: string): Changes {
  const [first_name, last_name] = [given, surname].map((name) =>
    toLatin(name)
      .split(' ')
      .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
      .join(' '),
  );
  if (first_name === undefined || last_name === undefined) return {};
  return first_name === given && last_name === surname ? {} : { first_name, last_name, kind: 'latin' };
}

function otherContact({ email }: PersonRow, person: Person, employer: () => Firm, dice: Dice): Changes {
  const { firm, priv, mobile, given, surname } = person;
  if (firm !== undefined && dice.chance(0.12)) {
    const next = employer();
    const local = mailboxAt(next, slug(given.split(' ')[0] ?? ''), slug(surname));
    return {
      company_name: dressed(next),
      email: dice.chance(0.6) ? `${local}@${next.domain}` : priv,
      phone_e164: dice.chance(0.7) ? mobile : next.board,
      kind: 'moved',
    };
  }
  if (email !== null && dice.chance(0.12)) return { email: otherSpelling(email, dice) };
  return dice.chance(0.2) ? { email: dice.chance(0.5) ? priv : null, kind: 'othermail' } : {};
}

function otherSpelling(email: string, dice: Dice): string {
  const at = email.indexOf('@');
  if (dice.chance(0.5)) return `${email.slice(0, at)}+crm${email.slice(at)}`;
  return dice.chance(0.5) ? email.toUpperCase() : `${slip(email.slice(0, at), dice)}${email.slice(at)}`;
}
