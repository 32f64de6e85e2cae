import fc from 'fast-check';
import { expect, test } from 'vitest';
import { availableStock, priceOrder, type SellableProduct } from './pricing.ts';

const desk: SellableProduct = {
  product_id: 'desk',
  sku: 'D1',
  name: 'Desk',
  price_minor: 48_900,
  currency: 'USD',
  stock: 10,
  reserved: 3,
};
const lamp: SellableProduct = {
  product_id: 'lamp',
  sku: 'L1',
  name: 'Lamp',
  price_minor: 11_900,
  currency: 'USD',
  stock: 2,
  reserved: 2,
};

test('items of one product become one line, and tax is taken once', () => {
  const order = priceOrder(
    [
      { product_id: 'desk', quantity: 1 },
      { product_id: 'desk', quantity: 2 },
    ],
    [desk, lamp],
    1900,
  );
  expect(order).toMatchObject({
    currency: 'USD',
    lines: [{ product_id: 'desk', quantity: 3, unit_price_minor: 48_900, line_total_minor: 146_700 }],
    subtotal_minor: 146_700,
    tax_minor: 27_873,
    total_minor: 174_573,
    shortages: [],
    reservations: [{ product_id: 'desk', quantity: 3 }],
  });
});

test('every short line is named with what is there and what is missing', () => {
  const order = priceOrder(
    [
      { product_id: 'desk', quantity: 8 },
      { product_id: 'lamp', quantity: 1 },
    ],
    [desk, lamp],
  );
  expect(order).toMatchObject({
    shortages: [
      { product_id: 'desk', requested: 8, available: 7, missing: 1 },
      { product_id: 'lamp', requested: 1, available: 0, missing: 1 },
    ],
  });
  expect(availableStock({ stock: 1, reserved: 5 })).toBe(0);
});

test('an order that cannot be priced says why, for all of its items', () => {
  expect(priceOrder([], [desk])).toEqual({ problem: 'no_items' });
  expect(
    priceOrder(
      [
        { product_id: 'desk', quantity: 0 },
        { product_id: 'lamp', quantity: 1.5 },
      ],
      [desk, lamp],
    ),
  ).toEqual({
    problem: 'invalid_quantity',
    product_ids: ['desk', 'lamp'],
  });
  expect(
    priceOrder(
      [
        { product_id: 'x', quantity: 1 },
        { product_id: 'y', quantity: 1 },
      ],
      [desk],
    ),
  ).toEqual({
    problem: 'unknown_products',
    product_ids: ['x', 'y'],
  });
  const euro = { ...lamp, currency: 'EUR' };
  expect(
    priceOrder(
      [
        { product_id: 'desk', quantity: 1 },
        { product_id: 'lamp', quantity: 1 },
      ],
      [desk, euro],
    ),
  ).toEqual({
    problem: 'mixed_currencies',
    currencies: ['EUR', 'USD'],
  });
  expect(priceOrder([{ product_id: 'desk', quantity: 2 ** 45 }], [desk])).toEqual({ problem: 'too_large' });
});

test('the order of items changes no total, and reservations cover what was asked for', () => {
  const item = fc.record({
    product_id: fc.constantFrom('desk', 'lamp'),
    quantity: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 8 }), (items) => {
      const [forth, back] = [
        priceOrder(items, [desk, lamp], 700),
        priceOrder([...items].reverse(), [lamp, desk], 700),
      ];
      if ('problem' in forth || 'problem' in back) throw new Error('must be priced');
      expect(forth.total_minor).toBe(back.total_minor);
      const reserved = forth.reservations.reduce((sum, { quantity }) => sum + quantity, 0);
      expect(reserved).toBe(items.reduce((sum, { quantity }) => sum + quantity, 0));
    }),
  );
});
