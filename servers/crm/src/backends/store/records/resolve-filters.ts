import type { CallScope, RecordType } from '../../../deps.ts';
import type { Stage } from '../../../pipelines/stage.ts';
import { factsOf, idFields } from '../../../records/fields.ts';
import type { CheckedFilter } from '../../../records/filters.ts';
import { type Named, theNamed, unknownNamed } from '../../../search/named.ts';
import type { CrmDb } from '../kernel.ts';
import { countryFilters } from '../lookups/countries.ts';
import { type OwnedType, ownerNamed } from '../lookups/owners.ts';
import { recordNamed, requireName } from '../lookups/records.ts';
import { requireStored, vocabularies } from '../lookups/stored-values.ts';
import { allStages } from '../pipelines/stages.ts';

/** Looks up one value of a condition: the value to compare by. */
type Resolve = (text: string) => Promise<string>;

/**
 * The conditions of a search with ids in place of names, where they name owners, companies, contacts or stages.
 *
 * @throws ToolError `validation_error` with the nearest for a value that names nothing: no record could have it.
 */
export async function resolveFilters(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  filters: readonly CheckedFilter[],
): Promise<readonly CheckedFilter[]> {
  const resolved: CheckedFilter[] = [];
  for (const given of filters) {
    const isWhole = given.op === 'eq' || given.op === 'ne' || given.op === 'in';
    const filter = isWhole ? byOwnerId(object, given) : given;
    if (isWhole && filter.field === 'country') {
      resolved.push(...(await countryFilters(db, scope, object, filter)));
      continue;
    }
    const resolve = isWhole ? resolverOf(db, scope, object, filter) : undefined;
    resolved.push(resolve === undefined ? filter : await withValues(filter, resolve));
  }
  return resolved;
}

async function withValues(filter: CheckedFilter, resolve: Resolve): Promise<CheckedFilter> {
  const { value } = filter;
  if (!Array.isArray(value)) return { ...filter, value: await resolve(String(value)) };
  const values: string[] = [];
  for (const each of value) values.push(await resolve(String(each)));
  return { ...filter, value: values };
}

/** An owner may be named in either field. */
function byOwnerId(object: RecordType, filter: CheckedFilter): CheckedFilter {
  const facts = filter.field === 'owner_name' ? factsOf(object, 'owner_id') : undefined;
  return facts === undefined ? filter : { ...filter, field: 'owner_id', facts };
}

function resolverOf(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  { field }: CheckedFilter,
): Resolve | undefined {
  const words: readonly string[] = vocabularies[object];
  if (words.includes(field)) {
    return async (value) => {
      await requireStored(db, scope, object, { field, value });
      return value;
    };
  }
  if (field === 'owner_id' && isOwned(object)) return (text) => ownerNamed(db, scope, object, text);
  return field === idFields[object] ? undefined : referenceResolver(db, scope, object, field);
}

function isOwned(object: RecordType): object is OwnedType {
  return object !== 'products';
}

function referenceResolver(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  field: string,
): Resolve | undefined {
  const named = factsOf(object, field)?.source;
  if (
    named !== undefined &&
    'name_of' in named &&
    (named.name_of === 'company' || named.name_of === 'customer')
  ) {
    return async (text) => {
      await requireName(db, scope, 'companies', { field, text });
      return text;
    };
  }
  switch (field) {
    case 'company_id':
    case 'customer_id':
      return (text) => recordNamed(db, scope, 'companies', { field, text });
    case 'contact_id':
      return (text) => recordNamed(db, scope, 'contacts', { field, text });
    case 'lead_id':
      return (text) => recordNamed(db, scope, 'leads', { field, text });
    case 'stage_id':
    case 'pipeline_id':
      return async (text) => ofPipelines(await allStages(db), field, text);
    default:
      return undefined;
  }
}

function ofPipelines(stages: readonly Stage[], field: 'stage_id' | 'pipeline_id', text: string): string {
  const known: readonly Named[] =
    field === 'stage_id'
      ? stages.map(({ stage_id, stage }) => ({ id: stage_id, name: stage }))
      : [...new Set(stages.map(({ pipeline_id }) => pipeline_id))].map((id) => ({ id }));
  const found = theNamed(field, text, known);
  if (found === undefined) throw unknownNamed(field, text, known);
  return found.id;
}
