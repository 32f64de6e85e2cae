import { fold } from '@patchbay/schemas';
import type { CallScope, RecordType } from '../../../deps.ts';
import { isMe } from '../../../search/named.ts';
import { sees } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';

/** The users who may own records. */
export interface Owners {
  /** The id of the user whom a text names by id, e-mail address or name; or why it names none who could be given records. */
  of(object: RecordType, text: string): { readonly user_id: string } | { readonly problem: string };
  /** Whether the CRM knows somebody as a user; whoever writes where no users are defined is one. */
  isUser(id: string): boolean;
}

/** Loads the users of the tenant, when any record names an owner or is to get one. */
export async function loadOwners(db: CrmDb, scope: CallScope): Promise<Owners> {
  const { users } = db.tables;
  const all = await db
    .select({ user_id: users.user_id, name: users.name, email: users.email, team: users.team })
    .from(users);
  const byId = new Map(all.map((user) => [user.user_id, user]));
  const byName = Map.groupBy(
    all.flatMap((user) => [user.name, user.email].map((text) => ({ key: fold(text).trim(), user }))),
    ({ key }) => key,
  );
  return {
    isUser: (id) => byId.has(id) || all.length === 0,
    of(object, text) {
      const { caller } = scope;
      if (text === caller.id || isMe(text.trim())) return { user_id: caller.id };
      const named = [...new Set((byName.get(fold(text).trim()) ?? []).map(({ user }) => user))];
      const [user, ...others] = [...(byId.has(text) ? [byId.get(text)] : named)];
      if (others.length > 0) return { problem: 'is what several users are called: give the id' };
      if (user === undefined) return { problem: 'is no user' };
      // a record can be given to those only whose records the giver sees, or it would vanish from their own view
      if (
        user.user_id !== caller.id &&
        !sees(scope, object, { owner_id: user.user_id, owner_team: user.team })
      )
        return { problem: 'is somebody whose records your role does not see' };
      return { user_id: user.user_id };
    },
  };
}
