import { type Culture, cultureBy, slug } from './cultures.ts';
import { Dice } from './dice.ts';
import { coinedWords, dressed, type Firm, Firms, mailboxAt } from './firms.ts';
import type { Person, PersonRow } from './person.ts';
import { secondEntry } from './second-entry.ts';

const freeMail =
  `gmail.com outlook.com yahoo.com hotmail.com icloud.com gmx.de mail.ru qq.com orange.fr libero.it wp.pl
  proton.me`.split(/\s+/);
const functions = ['info', 'sales', 'office', 'contact', 'team', 'hello', 'bookings'];

/** An invented workspace with the accidents of real ones. */
export class World {
  readonly dice: Dice;
  readonly #cultures: readonly Culture[];
  readonly #firms: readonly Firm[];
  readonly #persons: Person[] = [];

  constructor(cultures: readonly Culture[], size: number, seed: number) {
    this.dice = new Dice(seed);
    this.#cultures = cultures;
    const firms = new Firms(cultures);
    const count = Math.ceil(Math.max(20, size / 6));
    this.#firms = Array.from({ length: count }, (_, truth) => firms.make(truth, this.dice));
  }

  /** Rows of people, a share of them second entries of others. */
  rows(count: number, secondShare: number): readonly PersonRow[] {
    const rows: PersonRow[] = [];
    while (rows.length < count) {
      const isSecond = this.#persons.length > 10 && this.dice.chance(secondShare);
      const person = isSecond ? this.dice.pick(this.#persons) : this.#meet();
      const first = { ...this.#entered(person), id: rows.length };
      rows.push(isSecond ? secondEntry(first, person, () => this.#employer(), this.dice) : first);
    }
    return rows;
  }

  /** Some firms are much larger than others. */
  #employer(): Firm {
    const at = Math.floor(this.#firms.length * this.dice.unit() ** 2.2);
    return this.#firms[at] ?? this.dice.pick(this.#firms);
  }

  #meet(): Person {
    const { dice } = this;
    const firm = dice.chance(0.8) ? this.#employer() : undefined;
    const culture = firm !== undefined && dice.chance(0.88) ? firm.culture : cultureBy(this.#cultures, dice);
    const female = dice.chance(0.48);
    const household = firm === undefined && dice.chance(0.3) ? this.#neighbour(culture) : undefined;
    const name = this.#name(culture, female, firm);
    const person = this.#settled({
      ...name,
      ...(household && { surname: household.surname }),
      female,
      culture,
      firm,
      household,
    });
    if (firm !== undefined) firm.size += 1;
    this.#persons.push(person);
    return person;
  }

  #neighbour(culture: Culture): Person | undefined {
    return this.#persons
      .slice(-40)
      .find((each) => each.firm === undefined && each.household === undefined && each.culture === culture);
  }

  #name(culture: Culture, female: boolean, firm: Firm | undefined) {
    const { dice } = this;
    const [givens, surnames] = female
      ? [culture.female, culture.female_surnames]
      : [culture.male, culture.surnames];
    let [given, surname] = [culture.draw(givens, dice), culture.draw(surnames, dice)];
    if (['ES', 'BR'].includes(culture.code) && dice.chance(0.35))
      surname += ` ${culture.draw(surnames, dice)}`;
    const isAmerican = culture.code === 'US';
    if (dice.chance(isAmerican ? 0.12 : 0.06))
      given += isAmerican
        ? ` ${'ABCDEFGHJKLMRST'.charAt(dice.below(15))}.`
        : ` ${culture.draw(givens, dice)}`;
    // a namesake in the same firm
    if (firm !== undefined && firm.size > 3 && dice.chance(0.004)) {
      const other = this.#persons.findLast((each) => each.firm === firm);
      if (other !== undefined) [given, surname] = [other.given, other.surname];
    }
    return { given, surname };
  }

  #settled(known: Pick<Person, 'given' | 'surname' | 'female' | 'culture' | 'firm' | 'household'>): Person {
    const { dice } = this;
    const { given, surname, culture, firm, household } = known;
    const [first, last] = [slug(given.split(' ')[0] ?? ''), slug(surname.split(' ')[0] ?? '')];
    const landline =
      household === undefined ? null : (household.landline ?? `+${culture.dial}3${dice.digits(8)}`);
    return {
      ...known,
      truth: this.#persons.length,
      work: firm === undefined ? null : `${this.#workMailbox(firm, first, last)}@${firm.domain}`,
      priv: household !== undefined && dice.chance(0.3) ? household.priv : this.#privateMailbox(first, last),
      mobile: `+${culture.dial}7${dice.digits(8)}`,
      street: household?.street ?? `${dice.pick(culture.streets)} ${1 + dice.below(200)}`,
      city:
        household?.city ??
        (firm !== undefined && dice.chance(0.8) ? firm.city : culture.draw(culture.cities, dice)),
      postal: household?.postal ?? dice.digits(5),
      landline,
    };
  }

  #workMailbox(firm: Firm, first: string, last: string): string {
    return this.dice.chance(0.05) ? this.dice.pick(functions) : mailboxAt(firm, first, last);
  }

  #privateMailbox(first: string, last: string): string {
    const { dice } = this;
    const local = dice.pick([
      `${first}.${last}`,
      first + last,
      first.slice(0, 1) + last,
      `${first}${dice.below(99)}`,
      `${last}${dice.below(2000)}`,
      `${dice.pick(coinedWords).toLowerCase()}${first}${dice.below(999)}`,
    ]);
    return `${local}${dice.chance(0.5) ? dice.below(100) : ''}@${dice.pick(freeMail)}`;
  }

  #entered(person: Person): Omit<PersonRow, 'id'> {
    const { dice } = this;
    const { firm, culture, city, street, postal } = person;
    const isPrivate = firm === undefined;
    return {
      ...{ truth: person.truth, first_name: person.given, last_name: person.surname, kind: '' },
      email: this.#enteredMailbox(person),
      phone_e164: this.#enteredPhone(person),
      company_name: isPrivate || !dice.chance(0.93) ? null : dice.chance(0.7) ? dressed(firm) : firm.name,
      street: isPrivate && dice.chance(0.5) ? street : null,
      city: dice.chance(0.6) ? city : null,
      postal_code: isPrivate && dice.chance(0.5) ? postal : null,
      country: dice.chance(0.7) ? culture.code : null,
    };
  }

  #enteredMailbox({ firm, work, priv }: Person): string | null {
    if (firm === undefined) return this.dice.chance(0.8) ? priv : null;
    if (this.dice.chance(0.85)) return work;
    return this.dice.chance(0.3) ? priv : null;
  }

  #enteredPhone({ firm, mobile, landline }: Person): string | null {
    const { dice } = this;
    if (firm !== undefined) return dice.chance(0.4) ? firm.board : dice.chance(0.5) ? mobile : null;
    if (landline !== null && dice.chance(0.5)) return landline;
    return dice.chance(0.7) ? mobile : null;
  }
}
