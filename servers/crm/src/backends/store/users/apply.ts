import { asc } from '@patchbay/storage';
import type { UserFacts, WantedUser } from '../../../users/read-file.ts';
import type { CrmDb, CrmWriteDb } from '../kernel.ts';

/** All users, by their ids. */
export function allUsers(db: CrmDb): Promise<UserFacts[]> {
  const { users } = db.tables;
  return db.select().from(users).orderBy(asc(users.user_id));
}

/** Adds users and changes those that are there already; what was done, in lines. Others stay as they are. */
export async function applyUsers(
  db: CrmWriteDb,
  wanted: readonly WantedUser[],
  at: string,
): Promise<readonly string[]> {
  const { users } = db.tables;
  const lines: string[] = [];
  for (const { id: user_id, name, email, role, team } of wanted) {
    const facts = { name, email, role, team };
    const existing = await db.get(users, user_id);
    if (existing === undefined) {
      await db.insert(users, { user_id, ...facts, created_at: at, updated_at: at });
      lines.push(`add ${user_id}: ${name}, ${role}${team === null ? '' : `, team ${team}`}`);
      continue;
    }
    const changed = (['name', 'email', 'role', 'team'] as const).filter(
      (field) => facts[field] !== existing[field],
    );
    if (changed.length === 0) continue;
    await db.updateOne(users, user_id, { ...facts, updated_at: at });
    const told = changed.map((field) => `${field} ${existing[field] ?? 'none'} → ${facts[field] ?? 'none'}`);
    lines.push(`change ${user_id}: ${told.join(', ')}`);
  }
  return lines;
}
