import { and, eq } from '@patchbay/storage';
import type { CallScope, NewActivity, RecordType } from '../../../deps.ts';
import { recordTypes } from '../../../records/fields.ts';
import type { CellProblem } from '../../../records/read-values.ts';
import { normaliseEmail } from '../../../values/email.ts';
import { seesAny, seesInFull } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { rowCondition } from '../row-condition.ts';
import { idsBehind } from './ids.ts';
import type { Item } from './items.ts';

type Link = NewActivity['links'][number];

const columns = {
  lead_id: 'leads',
  contact_id: 'contacts',
  company_id: 'companies',
  deal_id: 'deals',
} as const satisfies Record<string, RecordType>;

/** The records that an activity of a batch is about, and those it names that the caller does not see. */
export async function linksOf(
  db: CrmDb,
  scope: CallScope,
  { values, beside }: Item,
): Promise<{ readonly links: readonly Link[]; readonly problems: readonly CellProblem[] }> {
  const links: Link[] = [];
  const problems: CellProblem[] = [];
  for (const { field, object, text } of [...listed(values['links']), ...named(beside)]) {
    const id = object === undefined ? undefined : (await idsBehind(db, scope, object, [text])).get(text);
    if (object === undefined || id === undefined)
      problems.push({
        field,
        reason: `names no record${object === undefined ? '' : ` of ${object}`} that you see`,
      });
    else links.push({ object_type: object, id });
  }
  const { about_email: email } = beside;
  if (typeof email === 'string') {
    const people = await peopleBehind(db, scope, email);
    if (people.length === 0)
      problems.push({ field: 'about_email', reason: 'is the address of no lead or contact' });
    links.push(...people);
  }
  return { links, problems };
}

interface Named {
  readonly field: string;
  readonly object: RecordType | undefined;
  readonly text: string;
}

function listed(links: unknown): readonly Named[] {
  if (!Array.isArray(links)) return [];
  return links.map((link: unknown, index) => {
    const kind: unknown = Reflect.get(Object(link), 'object_type');
    const object = recordTypes.find((type) => type === kind && type !== 'activities');
    return { field: `links[${index}]`, object, text: String(Reflect.get(Object(link), 'id')) };
  });
}

function named(beside: Item['beside']): readonly Named[] {
  return Object.entries(columns).flatMap(([field, object]) =>
    beside[field] === undefined ? [] : [{ field, object, text: String(beside[field]) }],
  );
}

async function peopleBehind(db: CrmDb, scope: CallScope, email: string): Promise<readonly Link[]> {
  const key = normaliseEmail(email)?.email_norm;
  if (key === undefined) return [];
  const { leads, contacts } = db.tables;
  const links: Link[] = [];
  if (seesAny(scope, 'contacts') && seesInFull(scope, 'contacts', 'email')) {
    const rows = await db
      .select({ id: contacts.contact_id })
      .from(contacts)
      .where(and(eq(contacts.email_norm, key), rowCondition(db, scope, 'contacts', contacts)))
      .limit(5);
    links.push(...rows.map(({ id }): Link => ({ object_type: 'contacts', id })));
  }
  if (seesAny(scope, 'leads') && seesInFull(scope, 'leads', 'email')) {
    const rows = await db
      .select({ id: leads.lead_id })
      .from(leads)
      .where(and(eq(leads.email_norm, key), rowCondition(db, scope, 'leads', leads)))
      .limit(5);
    links.push(...rows.map(({ id }): Link => ({ object_type: 'leads', id: String(id) })));
  }
  return links;
}
