import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

eachEngine((engine) => {
  test('says that the store is up', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const answer = await mcp.call('crm_health_check');
    expect(answer.structuredContent).toEqual({
      status: 'up',
      backend: 'store',
      parts: [{ name: engine.dialect, status: 'up' }],
    });
    expect(answer.text).toBe(`Status up, backend store.\n${engine.dialect}: up`);
  });
});

test('says that the store is down once it is closed', async () => {
  await using mcp = await connectCrm();
  await mcp.kernel.store.close();
  const answer = await mcp.call('crm_health_check');
  expect(answer.structuredContent).toMatchObject({ status: 'down' });
  expect(answer.text).toContain('sqlite: down, The SQLite file cannot be used');
});
