import { productListFields, productListLimit } from '../catalog/product-list.ts';
import { resource } from '../tool.ts';

export const productsAll = resource({
  name: 'products_all',
  title: 'All products',
  description: 'The catalogue by sku, up to 500 products; query_products goes on from next_cursor.',
  mimeType: 'application/json',
  uri: 'db://products/all',
  tool: 'query_products',
  needs: ['catalog'],
  cache: { ttlMs: 30_000, scope: 'private' },
  async read(_variables, { deps, caller, signal }) {
    return deps.catalog.query({ limit: productListLimit, fields: productListFields }, { caller, signal });
  },
});
