import { eachEngine } from '@patchbay/storage/testing';
import { connect, testSetup } from '@patchbay/testkit';
import { expect, test } from 'vitest';
import { crmConfig } from '../config.ts';
import { server } from '../server.ts';
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

test('says that the store is down when its database does not answer', async () => {
  const config = crmConfig.parse({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  const deps = await server.createDeps(testSetup(config));
  await using mcp = await connect(server, deps);
  const answer = await mcp.call('crm_health_check');
  expect(answer.structuredContent).toMatchObject({ status: 'down' });
  expect(answer.text).toContain('postgres: down, PostgreSQL cannot be used');
  await deps.close();
});
