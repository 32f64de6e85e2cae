/** How large a workspace is. */
export interface WorkspaceSize {
  readonly companies: number;
  readonly contacts: number;
  readonly leads: number;
  readonly deals: number;
  readonly products: number;
  readonly orders: number;
  readonly users: number;
}

/** What every row depends on. */
export interface Scope {
  readonly seed: number;
  readonly size: WorkspaceSize;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** One stream of random numbers per kind of fact, so that a change to one leaves the others as they are. */
export const streams = {
  companies: 1,
  companyDetails: 2,
  users: 3,
  contacts: 4,
  leads: 5,
  leadPeople: 6,
  deals: 7,
  dealMoves: 8,
  leadMoves: 9,
  leadActivities: 10,
  dealActivities: 11,
  products: 12,
  orders: 13,
  slips: 14,
} as const;

/** How many users lead rather than sell: one administrator, then a manager for every six. */
export function managersOf({ size }: Scope): number {
  return Math.max(1, Math.floor(size.users / 6));
}

/** The user who owns a record, drawn from those who sell; with a single user it is that one. */
export function ownerId(scope: Scope, draw: number): string {
  const { users } = scope.size;
  const from = Math.min(users - 1, 1 + managersOf(scope));
  // the last user supports, the one before only looks on
  const to = users >= 6 ? users - 2 : users;
  return `user-${from + (draw % Math.max(1, to - from)) + 1}`;
}
