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
    const query = { limit: productListLimit, fields: productListFields };
    const { applied_filters: _none, ...page } = await deps.catalog.query(query, { caller, signal });
    return page;
  },
});
