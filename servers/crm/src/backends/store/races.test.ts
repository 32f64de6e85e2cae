import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { recordOf } from '../../testing/answers.ts';
import { type CrmClient, connectCrm } from '../../testing/connect-crm.ts';

const products = 10;
const pairsEach = 100;

async function addProduct({ call }: CrmClient, sku: string) {
  const added = await call('add_product', { sku, name: 'Lamp', category: 'light', price: 10 });
  return recordOf(added, 'product')['product_id'];
}

eachEngine((engine) => {
  test('of two updates of one version, one is made and the other is told, a thousand times', {
    timeout: 600_000,
  }, async () => {
    await using mcp = await connectCrm({ engine, demo: false, concurrency: 500 });
    const race = async (index: number) => {
      const product_id = await addProduct(mcp, `LAMP-${index}`);
      let stock = 0;
      for (let version = 1; version <= pairsEach; version += 1) {
        const answers = await Promise.all(
          [1, 10].map((delta) =>
            mcp.call('update_stock', { product_id, delta, reason: 'Race', expected_version: version }),
          ),
        );
        const made = answers.filter(({ isError }) => !isError);
        expect(made).toHaveLength(1);
        expect(answers.filter(({ code }) => code === 'conflict')).toHaveLength(1);
        const [{ structuredContent } = {}] = made;
        expect(structuredContent).toMatchObject({
          previous_stock: stock,
          product: { version: version + 1 },
        });
        stock = Number(Reflect.get(Object(structuredContent?.['product']), 'stock'));
      }
    };
    await Promise.all(Array.from({ length: products }, (_none, index) => race(index)));
  });

  test('of two updates of any version, both are kept, a thousand times', { timeout: 600_000 }, async () => {
    await using mcp = await connectCrm({ engine, demo: false, concurrency: 500 });
    const race = async (index: number) => {
      const product_id = await addProduct(mcp, `LAMP-${index}`);
      for (let pair = 0; pair < pairsEach; pair += 1) {
        const update = { product_id, delta: 1, reason: 'Race' };
        const answers = await Promise.all([update, update].map((args) => mcp.call('update_stock', args)));
        expect(answers.map(({ isError }) => isError)).toEqual([false, false]);
      }
      const last = await mcp.call('update_stock', { product_id, delta: 0, reason: 'Count' });
      expect(last.structuredContent).toMatchObject({ previous_stock: 2 * pairsEach });
    };
    await Promise.all(Array.from({ length: products }, (_none, index) => race(index)));
  });
});
