import { productListFields, productListLimit } from '../catalog/product-list.ts';
import { categoryCompletion } from '../completions/category.ts';
import { resource } from '../tool.ts';

export const productsInCategory = resource({
  name: 'products_in_category',
  title: 'Products of a category',
  description: 'The products of one category by sku, up to 500; query_products goes on from next_cursor.',
  mimeType: 'application/json',
  uri: 'db://products/category/{category}',
  tool: 'query_products',
  needs: ['catalog'],
  cache: { ttlMs: 30_000, scope: 'private' },
  complete: { category: categoryCompletion },
  async read({ category }, { deps, caller, signal }) {
    const query = { category, limit: productListLimit, fields: productListFields };
    const { applied_filters: _known, ...page } = await deps.catalog.query(query, { caller, signal });
    return page;
  },
});
