import type { Catalog } from '../deps.ts';
import { addProduct } from './catalog-add.ts';
import { productCategories, queryProducts } from './catalog-query.ts';
import { updateStock } from './catalog-stock.ts';
import type { Kernel } from './kernel.ts';

/** Products and stock in the store. */
export function createCatalog(kernel: Kernel): Catalog {
  return {
    query: (query, scope) => queryProducts(kernel, query, scope),
    categories: (scope) => productCategories(kernel, scope),
    updateStock: (change, scope) => updateStock(kernel, change, scope),
    add: (product, options, scope) => addProduct(kernel, product, options, scope),
  };
}
