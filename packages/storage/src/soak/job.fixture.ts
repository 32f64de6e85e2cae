/** The calls of one process, by their numbers. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

/** The steps of a job, each with an effect of its own. */
export const steps = 3;

const tenants = 4;

/** Spreads calls over tenants. */
export function tenantOf(index: number): string {
  return `t${index % tenants}`;
}

/** The tenants that calls are spread over. */
export const allTenants = Array.from({ length: tenants }, (_, index) => tenantOf(index));

/** A content that several jobs have in common. */
export function contentFor(lead: number): Buffer {
  const kind = lead % 40;
  return Buffer.alloc(30_000 + ((kind * 7_919) % 300_000), `content ${kind} `);
}
