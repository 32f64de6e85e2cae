import { describe, expect, test } from 'vitest';
import { mergeFields, withFollowers } from './merge-fields.ts';

describe('merged fields', () => {
  const survivor = { company_id: 'a', name: 'Acme', category: null, city: 'Oslo', currency: null };
  const losers = [
    {
      company_id: 'b',
      name: 'Acme AS',
      category: 'Food',
      city: 'Bergen',
      street: 'Quay 1',
      annual_revenue_minor: 5,
      currency: 'NOK',
    },
    { company_id: 'c', name: 'Acme', category: 'Retail', city: 'Oslo', street: 'Road 2' },
  ];

  test('are the survivor’s, or the first that any has, and disagreement is told without values', () => {
    const { changes, conflicts } = mergeFields('companies', survivor, losers, {});
    expect(changes).toEqual({
      category: 'Food',
      street: 'Road 2',
      annual_revenue_minor: 5,
      currency: 'NOK',
    });
    expect(conflicts).toEqual([
      'name: kept from a, different in b',
      'category: kept from b, different in c',
      'street: kept from c, different in b',
      'city: kept from a, different in b',
    ]);
    expect(withFollowers(changes, [survivor, ...losers])).toMatchObject({ currency: 'NOK' });
  });

  test('keep an amount with its currency, and tell amounts that only look alike', () => {
    const euros = { company_id: 'a', annual_revenue_minor: 1000, currency: 'EUR' };
    const dollars = { company_id: 'b', annual_revenue_minor: 1000, currency: 'USD' };
    expect(mergeFields('companies', euros, [dollars], {})).toEqual({
      changes: {},
      conflicts: ['annual_revenue_minor: kept from a, different in b'],
    });
    expect(mergeFields('companies', euros, [dollars], { annual_revenue_minor: 'b' })).toEqual({
      changes: { annual_revenue_minor: 1000, currency: 'USD' },
      conflicts: [],
    });
    const none = { company_id: 'c', annual_revenue_minor: null, currency: 'GBP' };
    expect(mergeFields('companies', none, [dollars], {}).changes).toEqual({
      annual_revenue_minor: 1000,
      currency: 'USD',
    });
  });

  test('keep the addresses and numbers of all', () => {
    const one = { contact_id: 'a', email: 'a@x.example', other_emails: null, phone_e164: null };
    const other = {
      contact_id: 'b',
      email: 'b@x.example',
      other_emails: 'c@x.example, a@x.example',
      phone_e164: '+4930123456',
      other_phones: '+4930123457',
    };
    expect(mergeFields('contacts', one, [other], {}).changes).toEqual({
      phone_e164: '+4930123456',
      other_emails: 'b@x.example, c@x.example',
      other_phones: '+4930123457',
    });
  });

  test('follow the choice of the caller, also for an empty value', () => {
    const choices = { name: 'b', category: 'a' };
    const { changes, conflicts } = mergeFields('companies', survivor, losers, choices);
    expect(changes).toMatchObject({ name: 'Acme AS' });
    expect(changes).not.toHaveProperty('category');
    expect(conflicts.some((conflict) => conflict.startsWith('name'))).toBe(false);
  });
});
