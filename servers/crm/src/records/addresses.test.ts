import { expect, test } from 'vitest';
import { server } from '../server.ts';
import { shownIn } from './addresses.ts';

test.each([
  [
    { table: 'leads', key: [7] },
    ['crm://lead/7', 'crm://lead/7/timeline', 'crm://leads/7', 'crm://leads/recent'],
  ],
  [{ table: 'deals', key: ['deal-1'] }, ['crm://deals/deal-1']],
  [
    {
      table: 'products',
      key: ['product-1'],
      before: { category: 'desks' },
      after: { category: 'office & home' },
    },
    [
      'crm://products/product-1',
      'db://products/all',
      'db://products/category/desks',
      'db://products/category/office%20%26%20home',
    ],
  ],
  [
    { table: 'activity_links', key: ['act-1', 'leads', '7'], after: { object: 'leads', record_id: '7' } },
    ['crm://lead/7', 'crm://lead/7/timeline'],
  ],
  [{ table: 'users', key: ['user-1'] }, ['database://users']],
  [{ table: 'stages', key: ['stage-1'] }, ['crm://pipelines']],
  [{ table: 'stock_moves', key: ['stk-1'] }, []],
])('the row %o is shown in %o', (row, uris) => {
  expect(shownIn(row)).toEqual(uris);
});

test('every address is one that the server reads', () => {
  const patterns = server.resources.map(({ uri }) => new RegExp(`^${uri.replace(/\{\w+\}/g, '[^/]+')}$`));
  const tables = [
    'leads',
    'companies',
    'contacts',
    'deals',
    'activities',
    'orders',
    'products',
    'users',
    'stages',
  ];
  const uris = tables.flatMap((table) => shownIn({ table, key: ['1'], after: { category: 'desks' } }));
  for (const uri of uris)
    expect(
      patterns.some((pattern) => pattern.test(uri)),
      uri,
    ).toBe(true);
});
