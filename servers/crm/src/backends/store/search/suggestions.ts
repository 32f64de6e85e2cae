import { holdsWords, searchWords, wordsOf } from '@patchbay/schemas';
import { and, asc, eq, exists, expr } from '@patchbay/storage';
import type { CallScope, Suggestions } from '../../../deps.ts';
import { likePrefix } from '../../../search/terms.ts';
import { requireSeen } from '../../gate.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { allStages } from '../pipelines/stages.ts';
import { rowCondition } from '../row-condition.ts';
import { textMatch } from './text-match.ts';

/** Suggestions out of the rows that the caller sees. */
export function createSuggestions(kernel: Kernel): Suggestions {
  return {
    leads: (prefix, limit, scope) => kernel.scan(scope, (db) => leadIds(db, prefix, limit, scope)),
    owners: (prefix, limit, scope) => kernel.scan(scope, (db) => ownerIds(db, prefix, limit, scope)),
    stages: (scope) => kernel.scan(scope, (db) => stageNames(db, scope)),
  };
}

/** Ids of leads that begin with the digits typed, or whose names begin with the words typed. */
async function leadIds(db: CrmDb, prefix: string, limit: number, scope: CallScope): Promise<string[]> {
  const { leads } = db.tables;
  const visible = rowCondition(db, scope, 'leads', leads);
  const typed = prefix.trim();
  const matching = /^\d*$/.test(typed)
    ? expr`CAST(${leads.lead_id} AS TEXT) LIKE ${likePrefix(typed)}`
    : textMatch(db, scope, 'leads', typed);
  if (matching === undefined) return [];
  const rows = await db
    .select({ lead_id: leads.lead_id })
    .from(leads)
    .where(and(matching, visible))
    .orderBy(asc(leads.lead_id))
    .limit(limit);
  return rows.map(({ lead_id }) => String(lead_id));
}

/** Ids of people who own a lead that the caller sees, by the beginning of the id or of a word of the name. */
async function ownerIds(db: CrmDb, prefix: string, limit: number, scope: CallScope): Promise<string[]> {
  const { leads, users } = db.tables;
  const owned = db
    .select({ lead_id: leads.lead_id })
    .from(leads)
    .where(and(eq(leads.owner_id, users.user_id), rowCondition(db, scope, 'leads', leads)));
  const rows = await db
    .select({ user_id: users.user_id, name: users.name })
    .from(users)
    .where(exists(owned))
    .orderBy(asc(users.name), asc(users.user_id));
  const typed = prefix.trim().toLowerCase();
  const words = searchWords(prefix);
  return rows
    .filter(
      ({ user_id, name }) =>
        user_id.toLowerCase().startsWith(typed) || (words.length > 0 && holdsWords(wordsOf(name), words)),
    )
    .slice(0, limit)
    .map(({ user_id }) => user_id);
}

async function stageNames(db: CrmDb, scope: CallScope): Promise<string[]> {
  requireSeen(scope, 'deals');
  return [...new Set((await allStages(db)).map(({ stage }) => stage))];
}
