/** What lists of products outside a search show of each. */
export const productListFields = [
  'product_id',
  'sku',
  'name',
  'category',
  'price_minor',
  'currency',
  'available',
] as const;

/** How many products one reading holds. */
export const productListLimit = 500;
