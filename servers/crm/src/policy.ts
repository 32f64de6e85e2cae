import { definePolicy } from '@patchbay/access';
import { objectFields } from './records/objects.ts';

const everything = { rows: 'all', write: ['create', 'update', 'delete'] } as const;
const email = { mask: 'email' } as const;
const phone = { mask: 'phone' } as const;
const amount = { mask: 'amount' } as const;
const place = { mask: 'prefix' } as const;

/** What each role sees of the CRM and may change in it. */
export const policy = definePolicy({
  objects: {
    leads: { fields: objectFields.leads, owner: 'owner_id' },
    companies: { fields: objectFields.companies, owner: 'owner_id' },
    contacts: { fields: objectFields.contacts, owner: 'owner_id' },
    deals: { fields: objectFields.deals, owner: 'owner_id' },
    activities: { fields: objectFields.activities, owner: 'owner_id' },
    orders: { fields: objectFields.orders, owner: 'owner_id' },
    products: { fields: objectFields.products },
    users: { fields: objectFields.users },
  },
  roles: {
    admin: {
      objects: {
        leads: everything,
        companies: everything,
        contacts: everything,
        deals: everything,
        activities: everything,
        orders: everything,
        products: everything,
        users: everything,
      },
    },
    manager: {
      objects: {
        leads: { rows: 'team', write: ['create', 'update', 'delete'] },
        companies: { rows: 'all', write: ['create', 'update'] },
        contacts: { rows: 'all', write: ['create', 'update'] },
        deals: { rows: 'team', write: ['create', 'update', 'delete'] },
        activities: { rows: 'team', write: ['create', 'update', 'delete'] },
        orders: { rows: 'team', write: ['create', 'update'] },
        products: { rows: 'all', write: ['create', 'update'] },
      },
    },
    rep: {
      objects: {
        leads: { rows: 'own', write: ['create', 'update'] },
        companies: { rows: 'all', write: ['create', 'update'], fields: { annual_revenue_minor: amount } },
        contacts: { rows: 'all', write: ['create', 'update'], fields: { consent: 'hidden' } },
        deals: { rows: 'own', write: ['create', 'update'] },
        activities: { rows: 'own', write: ['create', 'update'] },
        orders: { rows: 'own', write: ['create'] },
        products: { rows: 'all', fields: { cost_minor: 'hidden' } },
      },
    },
    support: {
      extends: 'viewer',
      objects: {
        leads: { fields: { score: 'hidden', score_breakdown: 'hidden', lost_reason: 'hidden' } },
        companies: { fields: { annual_revenue_minor: 'hidden' } },
        deals: { rows: 'none' },
        activities: { rows: 'own', write: ['create', 'update'], fields: { subject: 'full', body: 'full' } },
        users: {
          rows: 'all',
          fields: { email, phone_e164: phone, role: 'hidden', last_seen_at: 'hidden' },
        },
      },
    },
    viewer: {
      objects: {
        leads: {
          rows: 'all',
          fields: {
            email,
            other_emails: 'hidden',
            phone_e164: phone,
            other_phones: 'hidden',
            postal_code: place,
            notes: 'hidden',
            street: 'hidden',
            birth_date: 'hidden',
            external_id: 'hidden',
          },
        },
        companies: {
          rows: 'all',
          fields: {
            phone_e164: phone,
            other_phones: 'hidden',
            annual_revenue_minor: amount,
            street: 'hidden',
            external_id: 'hidden',
          },
        },
        contacts: {
          rows: 'all',
          fields: {
            email,
            other_emails: 'hidden',
            phone_e164: phone,
            other_phones: 'hidden',
            consent: 'hidden',
            notes: 'hidden',
            external_id: 'hidden',
          },
        },
        deals: {
          rows: 'all',
          fields: { amount_minor: amount, notes: 'hidden', external_id: 'hidden' },
        },
        activities: { rows: 'all', fields: { subject: 'hidden', body: 'hidden' } },
        orders: {
          rows: 'all',
          fields: {
            subtotal_minor: amount,
            tax_minor: amount,
            total_minor: amount,
            lines: 'hidden',
            notes: 'hidden',
            external_id: 'hidden',
          },
        },
        products: { rows: 'all', fields: { cost_minor: 'hidden' } },
      },
    },
  },
  unknownRole: 'viewer',
});

/** Who somebody is to the CRM. */
export type Role = (typeof policy.roles)[number];
