import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../../../testing/connect-crm.ts';
import { candidatesOf } from './candidates.ts';

type Shared = Readonly<Record<string, readonly string[]>>;

async function share(mcp: CrmClient, object: string, keys: Shared, tenant?: string): Promise<void> {
  const scope = { ...mcp.scope, caller: { ...mcp.scope.caller, ...(tenant !== undefined && { tenant }) } };
  await mcp.kernel.write(scope, async (db) => {
    const rows = Object.entries(keys).flatMap(([key, ids]) =>
      ids.map((record_id) => ({ object, key, record_id, place: record_id })),
    );
    await db.insertMany(db.tables.duplicate_keys, rows);
    return {};
  });
}

const hundred = Array.from({ length: 101 }, (_, index) => `many-${String(index).padStart(3, '0')}`);

eachEngine((engine) => {
  test('a record that shares a rare key is found among any number that share a common one', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    await share(mcp, 'leads', { 'p common': hundred, 'b rare': ['1', '2', '3'], 'c rare': ['1', '3'] });
    await share(mcp, 'contacts', { 'b rare': ['contact'] });
    await share(mcp, 'leads', { 'b rare': ['theirs'] }, 'other');
    const find = (keys: readonly string[], place = 'many-050') =>
      mcp.kernel.read(mcp.scope, (db) =>
        candidatesOf(
          db,
          'leads',
          keys.map((key) => ({ key, place })),
        ),
      );
    const { ids } = await find(['p common', 'b rare', 'c rare', 'nobody has it']);
    expect(ids.slice(0, 2)).toEqual(['1', '3']);
    expect(ids).toContain('2');
    expect(ids).not.toContain('theirs');
    expect(ids).not.toContain('contact');
    // of a common key the neighbours by place, on both sides
    const { ids: near, cuts } = await find(['p common']);
    expect(near.toSorted()).toEqual(hundred.slice(42, 59));
    expect(cuts).toEqual([{ shared: 'phone', records: 101 }]);
    expect(await find([])).toEqual({ ids: [], cuts: [] });
  });
});
