import { member } from '../../json.ts';
import { type Agent, toolCall } from '../agent.ts';

/** What every agent works with. */
export interface Shop {
  /** Products to order and to count, which nobody guards. */
  readonly products: readonly string[];
  /** The product that all agents want to count, guarded by its version. */
  readonly contested: string;
}

/** Pieces of each product in the beginning: never sold out, and far from the most that is allowed. */
export const initialStock = 500_000_000;

/** The products to order are called so, with a number. */
export const productName = 'Soak product';
/** Names of all leads and companies of the bench begin so. */
export const leadName = 'Soak';

const productCount = 4;

/** Creates the products. */
export async function openShop(agent: Agent): Promise<Shop> {
  const products: string[] = [];
  for (let index = 1; index <= productCount; index += 1) {
    products.push(await addProduct(agent, `${productName} ${index}`, index));
  }
  return { products, contested: await addProduct(agent, `${leadName} contested`, 1) };
}

async function addProduct(agent: Agent, name: string, price: number): Promise<string> {
  let id: unknown;
  const args = { sku: name.replaceAll(' ', '-'), name, category: 'soak', price, stock: initialStock };
  await agent.ask(
    toolCall('write', 'add_product', args, ({ product }) => {
      id = member(product, 'product_id');
      return undefined;
    }),
  );
  if (typeof id === 'string') return id;
  throw new Error(`The soak could not be set up: ${agent.tally.examples.join('; ')}`);
}
