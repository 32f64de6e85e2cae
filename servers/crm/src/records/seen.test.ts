import { getTableColumns } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { crmTables } from '../backends/store/tables/tables.ts';
import { policy } from '../policy.ts';
import type { FieldFacts } from './field.ts';
import { fieldFacts, idFields, recordTypes, shortFields } from './fields.ts';
import { objectFields } from './objects.ts';
import { seenRecord, seenRecordOfAnyKind } from './seen.ts';

const objects = [...recordTypes, 'users'] as const;

const factsOf = (object: (typeof objects)[number]) => Object.entries<FieldFacts>(fieldFacts[object]);

/** A value of the type that a column has. */
function sampleOf(dataType: string): unknown {
  if (dataType === 'json') return [];
  return dataType === 'number' ? 4_812_300 : 'ada@example.com';
}

describe.each(objects)('a record of %s', (object) => {
  const columns = Object.entries(getTableColumns(crmTables.sqlite[object]));
  const schema = seenRecord(object);

  test('has the declared fields and no other', () => {
    expect(Object.keys(schema.shape)).toEqual(objectFields[object]);
    expect(schema.parse({ tenant: 't', name_norm: 'n', email_norm: 'n', password: 'p' })).toEqual({});
  });

  test('takes whatever its columns can hold, null among it where they take null', () => {
    for (const [field, { dataType, notNull }] of columns) {
      if (!(field in schema.shape)) continue;
      const row = { [field]: sampleOf(dataType) };
      expect(schema.parse(row)).toEqual(row);
      if (!notNull) expect(schema.parse({ [field]: null })).toEqual({ [field]: null });
    }
  });

  test('takes what masking makes of a value, for every role that sees a field masked', () => {
    const types = new Map(columns.map(([field, { dataType }]) => [field, dataType]));
    for (const role of policy.roles) {
      const caller = { id: 'u', tenant: 't', role };
      for (const field of objectFields[object]) {
        if (typeof policy.rule(caller, object, field) !== 'object') continue;
        const row = policy.see(caller, object, { [field]: sampleOf(types.get(field) ?? 'string') });
        expect(schema.parse(row), `${role} ${field}`).toEqual(row);
      }
    }
  });
});

test('refuses a value that is not of the declared type', () => {
  for (const row of [
    { lead_id: '7' },
    { lead_id: null },
    { email: 5 },
    { score_breakdown: [{ points: 1 }] },
  ]) {
    expect(seenRecord('leads').safeParse(row).success).toBe(false);
  }
});

describe('a record of any kind', () => {
  const schema = seenRecordOfAnyKind;

  test('has the fields of all kinds, and a name means the same in each', () => {
    const fields = new Set(recordTypes.flatMap((object) => objectFields[object] as readonly string[]));
    expect(new Set(Object.keys(schema.shape))).toEqual(fields);
    const known = new Map<string, object>();
    for (const [field, { type, items }] of recordTypes.flatMap(factsOf)) {
      const first = known.get(field) ?? { type, items };
      expect({ type, items }, field).toEqual(first);
      known.set(field, first);
    }
  });

  test.each(recordTypes)('takes null where %s take it', (object) => {
    for (const field of objectFields[object]) {
      if (!seenRecord(object).safeParse({ [field]: null }).success) continue;
      expect(schema.safeParse({ [field]: null }).success, field).toBe(true);
    }
  });

  test.each(recordTypes)('shows %s in their usual order, the id first', (object) => {
    const shown = new Set<string>([idFields[object], ...shortFields[object]]);
    expect(Object.keys(schema.shape).filter((field) => shown.has(field))).toEqual([...shown]);
  });
});
