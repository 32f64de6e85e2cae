import { type Dice, lines } from './dice.ts';
import type { ActivityRow } from './rows.ts';

/** What a text speaks of. */
export interface TextFacts {
  /** The given name of the person, or of the company's contact. */
  readonly who: string;
  readonly company: string;
  readonly city: string;
}

/** Subject and body per kind, with `{who}`, `{company}`, `{city}`, `{topic}`, `{number}` and `{month}` to fill in. */
const templates: Readonly<Record<ActivityRow['kind'], readonly [string, ...string[]]>> = {
  call: lines(`First call with {who}|{who} looks after {topic} at {company}. About {number} seats affected. Wants prices in writing before {month}.
    Follow-up call|{who} has read the offer. Delivery time is the open point; the {city} site needs everything in one week.
    Call: budget|Budget for {topic} is approved up to the department head. Anything larger goes to the board in {month}.
    No answer|Rang twice, left a message for {who} about {topic}. Try again before noon, mornings are better.
    Call about references|{who} asked for two customers of similar size. Promised names by the end of the week.
    Call: current supplier|{company} is bound to its supplier until {month}. {who} is unhappy with service times and open to a trial of {number} units.
    Price discussion|{who} compares three offers. Ours is not the cheapest; the warranty and the returns policy count in our favour.`),
  email:
    lines(`Offer: {topic}|Sent the offer for {number} units with the usual terms. Asked {who} to confirm the delivery address in {city}.
    Re: catalogue|{who} wrote that the catalogue went round the team at {company}. Interest is in {topic}; asks for samples.
    Introduction|Introduced ourselves after the fair. Mentioned the project in {city} as a reference for {topic}.
    Documents requested|{who} needs data sheets and the safety certificates before purchasing can open a supplier record.
    Re: delivery dates|Confirmed that {number} units can leave the warehouse within ten working days.
    Meeting proposal|Suggested two dates for a visit in {city}. {who} prefers the second week of {month}.
    Terms and conditions|Legal at {company} returned our terms with three remarks, all on payment days.`),
  meeting:
    lines(`Site visit in {city}|Walked two floors with {who}. {number} workplaces, low ceilings in the east wing, goods lift is fine. {topic} is the priority.
    Demo for the team|Five people from {company}. Good questions on maintenance. {who} will collect feedback until Friday.
    Workshop: requirements|Agreed on three phases: {topic} first, the rest after {month}. {who} is the only approver for phase one.
    Negotiation|Met {who} and the head of purchasing. They ask for a volume discount from {number} units and 45 days to pay.
    Quarterly review|Everything delivered, two damaged parts replaced. {company} plans a second site next year.
    Kick-off|Introduced the delivery team. {who} names a contact in {city} for access and parking.`),
  note: lines(`Background|{company} moves part of its staff to {city} in {month}. {topic} is on the list according to {who}.
    Decision makers|{who} recommends, the finance director signs. Purchasing joins above fifty thousand.
    Competitor|A regional dealer has an offer out for {topic}. Strong on price, weak on installation.
    Preference|{who} likes short e-mails and no calls on Fridays.
    Reorganisation|The facilities team of {company} reports to IT since {month}; budget stays where it is.`),
  task: lines(`Send revised offer|Add installation in {city} and drop the second delivery. {who} expects it this week.
    Call {who} back|Ask for the decision on {topic} and the date of the board meeting.
    Arrange samples|{number} samples to {company}, attention {who}. Return label included.
    Check stock|{topic}: can we hold {number} units until {month}?
    Prepare contract|Framework for two years, price review each {month}.`),
};

const topics = lines(`sit-stand desks
  the meeting rooms
  new laptops and docks
  the lighting retrofit
  the phone booths
  the network renewal
  coffee machines for all floors
  first aid and safety equipment
  monitors for the support team
  stationery supply
  the reception area
  video equipment`);

const months = lines('January\nFebruary\nMarch\nApril\nMay\nJune\nSeptember\nOctober\nNovember');

/** Subject and body of an activity. */
export function activityText(
  kind: ActivityRow['kind'],
  facts: TextFacts,
  dice: Dice,
): { subject: string; body: string } {
  const slots: Readonly<Record<string, string>> = {
    ...facts,
    topic: dice.pick(topics),
    number: String(5 * (1 + dice.below(30))),
    month: dice.pick(months),
  };
  const [subject = '', body = ''] = dice
    .pick(templates[kind])
    .replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '')
    .split('|')
    .map((text) => text.slice(0, 1).toUpperCase() + text.slice(1));
  return { subject, body };
}
