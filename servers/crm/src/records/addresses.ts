import { recordTypes } from './fields.ts';
import type { RecordType } from './types.ts';

/** The address of a record. */
export function recordUri(object: RecordType, id: unknown): string {
  return object === 'leads' ? `crm://lead/${String(id)}` : `crm://${object}/${String(id)}`;
}

/** A row that a write created, changed or deleted, with what it holds where that is known. */
interface ChangedRow {
  readonly table: string;
  readonly key: readonly unknown[];
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/**
 * The addresses of the resources that show a row, and so change with it. Reports are not among them: there is one for
 * each period that anybody may name.
 */
export function shownIn({ table, key: [id], before, after }: ChangedRow): readonly string[] {
  switch (table) {
    case 'leads':
      return [...leadUris(id), `crm://leads/${String(id)}`, 'crm://leads/recent'];
    case 'activity_links': {
      const { object, record_id } = after ?? before ?? {};
      return object === 'leads' ? leadUris(record_id) : [];
    }
    case 'products': {
      const categories = [before, after].flatMap((row) =>
        typeof row?.['category'] === 'string' ? [row['category']] : [],
      );
      return [
        recordUri(table, id),
        'db://products/all',
        ...categories.map((category) => `db://products/category/${encodeURIComponent(category)}`),
      ];
    }
    case 'users':
      return ['database://users'];
    case 'stages':
      return ['crm://pipelines'];
    default:
      return recordTypes.filter((object) => object === table).map((object) => recordUri(object, id));
  }
}

function leadUris(id: unknown): readonly string[] {
  return [recordUri('leads', id), `${recordUri('leads', id)}/timeline`];
}
