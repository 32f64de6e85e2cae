import { dealActivities, leadActivities } from './activities.ts';
import { companyRow } from './companies.ts';
import { contactRow } from './contacts.ts';
import { dealMoves, dealRow, stageRows } from './deals.ts';
import { leadMoves, leadRow, originalIndex } from './leads.ts';
import { orderRow, productRow } from './products.ts';
import type {
  ActivityRow,
  CompanyRow,
  ContactRow,
  DealRow,
  LeadRow,
  OrderRow,
  ProductRow,
  StageMoveRow,
  StageRow,
  UserRow,
} from './rows.ts';
import type { Scope, WorkspaceSize } from './scope.ts';
import { userRow } from './users.ts';

/** An invented workspace. Each list is made while it is read, row by row, and may be read again. */
export interface Workspace {
  readonly stages: readonly StageRow[];
  users(): Iterable<UserRow>;
  companies(): Iterable<CompanyRow>;
  contacts(): Iterable<ContactRow>;
  leads(): Iterable<LeadRow>;
  deals(): Iterable<DealRow>;
  /** The moves of leads between statuses, then of deals between stages. */
  stageMoves(): Iterable<StageMoveRow>;
  /** What was done with leads, then with deals. */
  activities(): Iterable<ActivityRow>;
  products(): Iterable<ProductRow>;
  orders(): Iterable<OrderRow>;
  /** The lead that a lead repeats, or null: what a search for duplicates should find. */
  duplicateOf(leadId: number): number | null;
}

/** What a workspace is made from; equal options make equal rows. */
export interface WorkspaceOptions {
  readonly seed: number;
  /** Rows per kind; those left out have their usual number. */
  readonly size?: Partial<WorkspaceSize>;
  /** The instant at which the workspace stands, RFC 3339. */
  readonly now: string;
}

/** Rows per kind of a workspace for a demonstration. */
export const usualSize: WorkspaceSize = {
  companies: 80,
  contacts: 160,
  leads: 200,
  deals: 90,
  products: 60,
  orders: 120,
  users: 12,
};

/**
 * Invents a workspace: a dealer in office equipment with its leads, customers, deals and orders.
 *
 * Pure: rows depend on the options alone. Memory does not grow with the size. All addresses end in `.example`. About
 * three leads in a hundred repeat an earlier one with slips of the hand. Throws a `RangeError` for a size below one.
 */
export function createWorkspace({ seed, size, now }: WorkspaceOptions): Workspace {
  const scope: Scope = { seed, now: Date.parse(now), size: { ...usualSize, ...size } };
  for (const [kind, count] of Object.entries(scope.size)) {
    if (!Number.isSafeInteger(count) || count < 1)
      throw new RangeError(`A workspace needs at least one of ${kind}.`);
  }
  if (Number.isNaN(scope.now)) throw new RangeError('now must be an RFC 3339 instant.');
  const rows = <Row>(count: number, row: (scope: Scope, index: number) => Row) => ({
    *[Symbol.iterator]() {
      for (let index = 0; index < count; index += 1) yield row(scope, index);
    },
  });
  const { users, companies, contacts, leads, deals, products, orders } = scope.size;
  return {
    stages: stageRows,
    users: () => rows(users, userRow),
    companies: () => rows(companies, companyRow),
    contacts: () => rows(contacts, contactRow),
    leads: () => rows(leads, leadRow),
    deals: () => rows(deals, dealRow),
    stageMoves: () => flat([rows(leads, leadMoves), rows(deals, dealMoves)]),
    activities: () => flat([rows(leads, leadActivities), rows(deals, dealActivities)]),
    products: () => rows(products, productRow),
    orders: () => rows(orders, orderRow),
    duplicateOf(leadId) {
      const original = originalIndex(scope, leadId - 1);
      return original === null ? null : original + 1;
    },
  };
}

function flat<Row>(groups: readonly Iterable<Iterable<Row>>[]): Iterable<Row> {
  return {
    *[Symbol.iterator]() {
      for (const group of groups) for (const rows of group) yield* rows;
    },
  };
}
