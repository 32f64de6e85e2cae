import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../../../testing/connect-crm.ts';
import { recordsSharing } from './shared-keys.ts';

type Shared = Readonly<Record<string, readonly string[]>>;

async function share(mcp: CrmClient, object: string, keys: Shared, tenant?: string): Promise<void> {
  const scope = { ...mcp.scope, caller: { ...mcp.scope.caller, ...(tenant !== undefined && { tenant }) } };
  await mcp.kernel.write(scope, async (db) => {
    const rows = Object.entries(keys).flatMap(([key, ids]) =>
      ids.map((record_id) => ({ object, key, record_id })),
    );
    await db.insertMany(db.tables.duplicate_keys, rows);
    return {};
  });
}

const hundred = Array.from({ length: 101 }, (_, index) => `many-${index}`);

eachEngine((engine) => {
  test('a record that shares a rare key is found among any number that share a common one', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    await share(mcp, 'leads', { 'a common': hundred, 'b rare': ['1', '2', '3'], 'c rare': ['1', '3'] });
    await share(mcp, 'contacts', { 'b rare': ['contact'] });
    await share(mcp, 'leads', { 'b rare': ['theirs'] }, 'other');
    const find = (keys: readonly string[], largestBlock = 100) =>
      mcp.kernel.read(mcp.scope, (db) => recordsSharing(db, 'leads', keys, largestBlock));
    expect(await find(['a common', 'b rare', 'c rare', 'nobody has it'])).toEqual(['1', '3', '2']);
    expect(await find(['a common'])).toEqual([]);
    expect(await find(['a common'], 101)).toHaveLength(101);
    expect(await find([])).toEqual([]);
  });
});
