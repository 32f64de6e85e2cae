import { and, asc, eq, exists } from '@patchbay/storage';
import type { CallScope, Owner, RecordType } from '../../../deps.ts';
import { isMe, type Named, theNamed, unknownOwner } from '../../../search/named.ts';
import { sees, seesAny, seesInFull } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { recordTable } from '../records/table.ts';
import { rowCondition } from '../row-condition.ts';

/** Kinds of record that somebody owns. */
export type OwnedType = Exclude<RecordType, 'products'>;

/**
 * The id of the owner that a text names: an id, a name or e-mail address in any case, or "me". Whose records the caller
 * cannot see does not exist.
 *
 * @throws ToolError `validation_error` with the nearest owner for one who does not exist, or with all who bear the name.
 */
export async function ownerNamed(
  db: CrmDb,
  scope: CallScope,
  object: OwnedType,
  text: string,
): Promise<string> {
  const asked = text.trim();
  if (isMe(asked) || asked === scope.caller.id) return scope.caller.id;
  const users = await knownUsers(db, scope, object);
  const named = theNamed('owner_id', asked, users) ?? byAddress(scope, asked, users);
  if (named !== undefined) return named.id;
  if (await ownsAny(db, scope, object, asked)) return asked;
  throw unknownOwner(asked, await shownUsers(db, scope, object, users));
}

/** The owner of leads that a text names. @throws ToolError as {@link ownerNamed}. */
export async function leadOwner(db: CrmDb, scope: CallScope, text: string): Promise<Owner> {
  const owner_id = await ownerNamed(db, scope, 'leads', text);
  const user = await db.get(db.tables.users, owner_id);
  return { owner_id, ...(user !== undefined && { owner_name: user.name }) };
}

/**
 * The id of the user to whom a record is given: as {@link ownerNamed}, but any user's id may be passed.
 *
 * @throws ToolError as {@link ownerNamed}.
 */
export async function assigneeNamed(
  db: CrmDb,
  scope: CallScope,
  object: OwnedType,
  text: string,
): Promise<string> {
  const user = await db.get(db.tables.users, text.trim());
  return user === undefined ? ownerNamed(db, scope, object, text) : user.user_id;
}

interface KnownUser extends Named {
  readonly email: string;
}

/** The users whose records of the kind the caller may see, themselves among them. */
async function knownUsers(db: CrmDb, scope: CallScope, object: OwnedType): Promise<readonly KnownUser[]> {
  const { users } = db.tables;
  const { user_id, name, email, team } = users;
  const rows = await db
    .select({ id: user_id, name, email, team })
    .from(users)
    .orderBy(asc(users.name), asc(users.user_id));
  return rows.filter(
    ({ id, team: owner_team }) => id === scope.caller.id || sees(scope, object, { owner_id: id, owner_team }),
  );
}

function byAddress(scope: CallScope, asked: string, users: readonly KnownUser[]): KnownUser | undefined {
  if (!seesAny(scope, 'users') || !seesInFull(scope, 'users', 'email')) return undefined;
  return users.find(({ email }) => email.toLowerCase() === asked.toLowerCase());
}

/** Of the known users those that the caller sees, as users or as owners of records. */
async function shownUsers(
  db: CrmDb,
  scope: CallScope,
  object: OwnedType,
  known: readonly KnownUser[],
): Promise<readonly Named[]> {
  if (seesAny(scope, 'users')) return known;
  const { table, columns } = recordTable(db, object);
  const { users } = db.tables;
  const owner = columns['owner_id'];
  if (owner === undefined) return [];
  const owned = db
    .select({ owner })
    .from(table)
    .where(and(eq(owner, users.user_id), rowCondition(db, scope, object, table)));
  const rows = await db.select({ id: users.user_id }).from(users).where(exists(owned));
  const owners = new Set(rows.map(({ id }) => id));
  return known.filter(({ id }) => id === scope.caller.id || owners.has(id));
}

/** Whether somebody who need not be a user owns a record that the caller sees. */
async function ownsAny(db: CrmDb, scope: CallScope, object: OwnedType, owner_id: string): Promise<boolean> {
  const { table, columns } = recordTable(db, object);
  const owner = columns['owner_id'];
  if (owner === undefined) return false;
  const rows = await db
    .select({ owner })
    .from(table)
    .where(and(eq(owner, owner_id), rowCondition(db, scope, object, table)))
    .limit(1);
  return rows.length > 0;
}
