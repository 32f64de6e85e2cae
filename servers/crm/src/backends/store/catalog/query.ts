import { notFound, validationError } from '@patchbay/core';
import { fold } from '@patchbay/schemas';
import {
  and,
  asc,
  countRows,
  eq,
  expr,
  gt,
  gte,
  inArray,
  lte,
  notInArray,
  or,
  type SQL,
} from '@patchbay/storage';
import { unusualScales } from '../../../catalog/price.ts';
import type { CallScope, Catalog, RecordFilter } from '../../../deps.ts';
import { didYouMean, listed } from '../../../search/nearest.ts';
import { chosenFields, requireFilter, requireSeen, see } from '../../gate.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { textMatch } from '../search/text-match.ts';
import { fullProduct, shortProduct } from './rows.ts';

type ProductQuery = Parameters<Catalog['query']>[0];
type ProductPage = Awaited<ReturnType<Catalog['query']>>;

/** Finds products by text, price, category and stock, in the order of their numbers. */
export async function queryProducts(
  kernel: Kernel,
  asked: ProductQuery,
  scope: CallScope,
): Promise<ProductPage> {
  const fields = chosenFields(scope, 'products', asked.fields, shortProduct);
  for (const field of ['name', 'category', 'price_minor', 'stock']) requireFilter(scope, 'products', field);
  requireRange(asked);
  return kernel.scan(scope, async (db) => {
    const { products } = db.tables;
    const category = asked.category === undefined ? undefined : await knownCategory(db, asked.category);
    const query = { ...asked, category };
    const { limit, cursor, fields: _fields, ...filter } = query;
    const condition = conditionOf(db, scope, query);
    const paging = db.paging({
      list: 'query_products',
      filter,
      sort: { column: products.sku, direction: 'asc' },
      id: products.product_id,
      limit,
      cursor,
    });
    const total = await countRows(db, products, condition);
    const rows = await db
      .select()
      .from(products)
      .where(and(condition, paging.after))
      .orderBy(...paging.orderBy)
      .limit(paging.limit);
    const page = paging.page(rows);
    return {
      ...page,
      ...total,
      items: page.items.map((row) => see(scope, 'products', fullProduct(row), fields)),
      applied_filters: appliedFilters(query),
    };
  });
}

function appliedFilters({ category, min_price, max_price, in_stock }: ProductQuery): readonly RecordFilter[] {
  const filters: readonly RecordFilter[] = [
    { field: 'category', op: 'eq', value: category },
    { field: 'price', op: 'gte', value: min_price },
    { field: 'price', op: 'lte', value: max_price },
    { field: 'in_stock', op: 'eq', value: in_stock },
  ];
  return filters.filter(({ value }) => value !== undefined);
}

function requireRange({ min_price, max_price }: ProductQuery): void {
  if (min_price === undefined || max_price === undefined || min_price <= max_price) return;
  throw validationError('min_price is above max_price.', { hint: 'Swap them, or leave one out.' });
}

function conditionOf(db: CrmDb, scope: CallScope, query: ProductQuery): SQL | undefined {
  const { products } = db.tables;
  const { min_price, max_price, category, in_stock } = query;
  const available = expr<number>`${products.stock} - ${products.reserved}`;
  return and(
    query.query === undefined ? undefined : matchOf(db, scope, query.query),
    category === undefined ? undefined : eq(products.category, category),
    min_price === undefined ? undefined : priceCondition(db, (factor) => atLeast(min_price * factor), gte),
    max_price === undefined ? undefined : priceCondition(db, (factor) => atMost(max_price * factor), lte),
    in_stock === undefined ? undefined : (in_stock ? gt : lte)(available, 0),
  );
}

function matchOf(db: CrmDb, scope: CallScope, query: string): SQL {
  const match = textMatch(db, scope, 'products', query);
  if (match !== undefined) return match;
  throw validationError('query holds no letter or digit to search for.', {
    hint: 'Search for words of a name, sku, category or description, or leave query out.',
  });
}

/** A bound in whole units means other minor units in each currency. */
function priceCondition(
  db: CrmDb,
  boundFor: (factor: number) => number,
  compare: typeof gte | typeof lte,
): SQL | undefined {
  const { products } = db.tables;
  const unusual = unusualScales().flatMap(({ currencies }) => currencies);
  return or(
    and(notInArray(products.currency, unusual), compare(products.price_minor, boundFor(100))),
    ...unusualScales().map(({ factor, currencies }) =>
      and(inArray(products.currency, [...currencies]), compare(products.price_minor, boundFor(factor))),
    ),
  );
}

// a hair's breadth, since 19.99 * 100 is 1998.9999999999998
const hair = 1e-6;
const atLeast = (minor: number) => Math.ceil(minor - hair);
const atMost = (minor: number) => Math.floor(minor + hair);

/** The category as it is written, however the caller writes it. @throws ToolError `not_found` with the nearest. */
async function knownCategory(db: CrmDb, asked: string): Promise<string> {
  const { products } = db.tables;
  const exact = await db
    .select({ category: products.category })
    .from(products)
    .where(eq(products.category, asked))
    .limit(1);
  if (exact.length > 0) return asked;
  const all = await categoriesOf(db);
  const found = all.find((category) => fold(category) === fold(asked.trim()));
  if (found !== undefined) return found;
  const shown = JSON.stringify(asked.slice(0, 60));
  throw notFound(`There is no category ${shown}.${didYouMean(asked, all)}`, {
    hint: all.length === 0 ? 'There is none yet.' : `There are: ${listed(all)}.`,
  });
}

async function categoriesOf(db: CrmDb): Promise<readonly string[]> {
  const { products } = db.tables;
  const rows = await db
    .selectDistinct({ category: products.category })
    .from(products)
    .orderBy(asc(products.category));
  return rows.map(({ category }) => category);
}

/** The categories that products have, in alphabetical order. */
export async function productCategories(kernel: Kernel, scope: CallScope): Promise<readonly string[]> {
  requireSeen(scope, 'products');
  requireFilter(scope, 'products', 'category');
  return kernel.scan(scope, categoriesOf);
}
