import type { CrmField, CrmObject } from './records/objects.ts';

/** Who somebody is to the CRM. */
export const roles = ['admin', 'manager', 'rep', 'support', 'viewer'] as const;

/** A role. */
export type Role = (typeof roles)[number];

/** Which rows a role sees: every one, those that its team owns, those it owns, or none. */
export type RowFilter = 'all' | 'team' | 'own' | 'none';

/** How a role sees a field. */
export type ColumnMode = 'full' | 'masked' | 'hidden';

/** What one may do to a record. */
export type WriteAction = 'create' | 'update' | 'delete';

/** What a role may do with one kind of record. */
export interface ObjectPolicy<Of extends CrmObject = CrmObject> {
  readonly rows: RowFilter;
  readonly write: readonly WriteAction[];
  readonly masked?: readonly CrmField<Of>[];
  readonly hidden?: readonly CrmField<Of>[];
}

type RolePolicy = { readonly [Of in CrmObject]: ObjectPolicy<Of> };

const everything = { rows: 'all', write: ['create', 'update', 'delete'] } as const;
const nothing = { rows: 'none', write: [] } as const;

const admin: RolePolicy = {
  leads: everything,
  companies: everything,
  contacts: everything,
  deals: everything,
  activities: everything,
  orders: everything,
  products: everything,
  users: everything,
};

const manager: RolePolicy = {
  leads: { rows: 'team', write: ['create', 'update', 'delete'] },
  companies: { rows: 'all', write: ['create', 'update'] },
  contacts: { rows: 'all', write: ['create', 'update'] },
  deals: { rows: 'team', write: ['create', 'update', 'delete'] },
  activities: { rows: 'team', write: ['create', 'update', 'delete'] },
  orders: { rows: 'team', write: ['create', 'update'] },
  products: { rows: 'all', write: ['create', 'update'] },
  users: nothing,
};

const rep: RolePolicy = {
  leads: { rows: 'own', write: ['create', 'update'] },
  companies: { rows: 'all', write: ['create', 'update'], masked: ['annual_revenue_minor'] },
  contacts: { rows: 'all', write: ['create', 'update'], hidden: ['consent'] },
  deals: { rows: 'own', write: ['create', 'update'] },
  activities: { rows: 'own', write: ['create', 'update'] },
  orders: { rows: 'own', write: ['create'] },
  products: { rows: 'all', write: [], hidden: ['cost_minor'] },
  users: nothing,
};

const support: RolePolicy = {
  leads: {
    rows: 'all',
    write: [],
    masked: ['email', 'phone_e164', 'postal_code'],
    hidden: ['score', 'score_breakdown', 'lost_reason', 'notes', 'street', 'birth_date', 'external_id'],
  },
  companies: {
    rows: 'all',
    write: [],
    masked: ['phone_e164'],
    hidden: ['annual_revenue_minor', 'street', 'external_id'],
  },
  contacts: {
    rows: 'all',
    write: [],
    masked: ['email', 'phone_e164'],
    hidden: ['consent', 'notes', 'external_id'],
  },
  deals: nothing,
  activities: { rows: 'own', write: ['create', 'update'] },
  orders: {
    rows: 'all',
    write: [],
    masked: ['subtotal_minor', 'tax_minor', 'total_minor'],
    hidden: ['lines', 'notes', 'external_id'],
  },
  products: { rows: 'all', write: [], hidden: ['cost_minor'] },
  users: { rows: 'all', write: [], masked: ['email', 'phone_e164'], hidden: ['role', 'last_seen_at'] },
};

const viewer: RolePolicy = {
  leads: {
    rows: 'all',
    write: [],
    masked: ['email', 'phone_e164', 'postal_code'],
    hidden: ['notes', 'street', 'birth_date', 'external_id'],
  },
  companies: {
    rows: 'all',
    write: [],
    masked: ['phone_e164', 'annual_revenue_minor'],
    hidden: ['street', 'external_id'],
  },
  contacts: {
    rows: 'all',
    write: [],
    masked: ['email', 'phone_e164'],
    hidden: ['consent', 'notes', 'external_id'],
  },
  deals: { rows: 'all', write: [], masked: ['amount_minor'], hidden: ['notes', 'external_id'] },
  activities: { rows: 'all', write: [], hidden: ['subject', 'body'] },
  orders: {
    rows: 'all',
    write: [],
    masked: ['subtotal_minor', 'tax_minor', 'total_minor'],
    hidden: ['lines', 'notes', 'external_id'],
  },
  products: { rows: 'all', write: [], hidden: ['cost_minor'] },
  users: nothing,
};

/** What each role sees and may change. A field that a role's entry does not name is full. */
export const rolePolicies: Readonly<Record<Role, RolePolicy>> = { admin, manager, rep, support, viewer };
