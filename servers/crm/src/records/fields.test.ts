import { getTableColumns } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import { crmTables } from '../backends/store/tables/tables.ts';
import { factsOf, fieldsWhere, idFields, recordTypes, shortFields, usualSort } from './fields.ts';
import { objectFields } from './objects.ts';

describe('the facts of fields', () => {
  test.each(recordTypes)('of %s agree with the tables and their indexes', (object) => {
    const columns = new Map(Object.entries(getTableColumns(crmTables.sqlite[object])));
    const { indexes } = getTableConfig(crmTables.sqlite[object]);
    const leading = indexes.map(({ config }) => {
      const [, second] = config.columns;
      return second !== undefined && 'name' in second ? second.name : undefined;
    });
    expect(fieldsWhere(object, () => true).toSorted()).toEqual([...objectFields[object]].toSorted());
    for (const field of objectFields[object]) {
      const facts = factsOf(object, field);
      expect(facts, field).toBeDefined();
      const column = columns.get(field);
      if (facts?.never_null === true && column !== undefined) expect(column.notNull, field).toBe(true);
      if (facts?.source === undefined) expect([...columns.keys()], field).toContain(field);
      // the primary key serves the order of ids
      if (facts?.sortable === true && field !== idFields[object])
        expect(leading, field).toContain(facts.sort_column ?? field);
    }
    expect(fieldsWhere(object, ({ sortable }) => sortable === true)).toContain(usualSort[object].field);
    for (const field of shortFields[object]) expect(factsOf(object, field)).toBeDefined();
  });
});
