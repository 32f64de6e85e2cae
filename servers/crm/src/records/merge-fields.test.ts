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
    expect(changes).toEqual({ category: 'Food', street: 'Road 2', annual_revenue_minor: 5 });
    expect(conflicts).toEqual([
      'name: kept from a, different in b',
      'category: kept from b, different in c',
      'street: kept from c, different in b',
      'city: kept from a, different in b',
    ]);
    expect(withFollowers(changes, [survivor, ...losers])).toMatchObject({ currency: 'NOK' });
  });

  test('follow the choice of the caller, also for an empty value', () => {
    const choices = { name: 'b', category: 'a' };
    const { changes, conflicts } = mergeFields('companies', survivor, losers, choices);
    expect(changes).toMatchObject({ name: 'Acme AS' });
    expect(changes).not.toHaveProperty('category');
    expect(conflicts.some((conflict) => conflict.startsWith('name'))).toBe(false);
  });
});
