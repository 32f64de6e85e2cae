import type { MemoryGrants } from '@patchbay/access';
import { inArray, policyGate } from '@patchbay/storage';
import { policy } from '../../../policy.ts';
import type { CrmDb } from '../kernel.ts';
import type { CrmTables } from '../tables/tables.ts';

type Row = Readonly<Record<string, unknown>>;

const objects = {
  leads: 'leads',
  companies: 'companies',
  contacts: 'contacts',
  deals: 'deals',
  activities: 'activities',
  orders: 'orders',
  products: 'products',
  users: 'users',
} as const;

/** The kind of record that a row names, for tables whose rows belong to any. */
const named = (row: Row) => Object.values(objects).find((object) => object === row['object']);

/** Who sees and takes back which changes of the CRM: the policy decides. */
export const changeGate = policyGate<CrmTables, keyof typeof objects>({
  policy,
  objects: {
    ...objects,
    activity_links: 'activities',
    order_lines: 'orders',
    stock_moves: 'products',
    stage_history: named,
    duplicate_keys: named,
  },
  // keys were logged once
  following: ['duplicate_keys', 'stage_history', 'stock_moves'],
  async grants(db, { caller }, rows) {
    const { team } = caller;
    if (team === undefined) return {};
    const teams = await teamsOf(
      db,
      rows.flatMap(({ owner_id }) => (typeof owner_id === 'string' ? [owner_id] : [])),
    );
    return { team: (owner) => teams.get(String(owner)) === team } satisfies MemoryGrants;
  },
});

async function teamsOf(db: CrmDb, owners: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const { users } = db.tables;
  if (owners.length === 0) return new Map();
  const rows = await db
    .select({ user_id: users.user_id, team: users.team })
    .from(users)
    .where(inArray(users.user_id, [...new Set(owners)]));
  return new Map(rows.map(({ user_id, team }) => [user_id, team]));
}
