import type { Catalog } from '../../../deps.ts';
import type { Kernel } from '../kernel.ts';
import { addProduct } from './add.ts';
import { productCategories, queryProducts } from './query.ts';
import { updateStock } from './stock.ts';

/** Products and stock in the store. */
export function createCatalog(kernel: Kernel): Catalog {
  return {
    query: (query, scope) => queryProducts(kernel, query, scope),
    categories: (scope) => productCategories(kernel, scope),
    updateStock: (change, scope) => updateStock(kernel, change, scope),
    add: (product, scope) => addProduct(kernel, product, scope),
  };
}
