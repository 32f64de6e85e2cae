import { createSharedRedis } from '@patchbay/serve/testing';
import { connect, testSetup } from '@patchbay/testkit';
import { crmConfig } from '../../../config.ts';
import { server } from '../../../server.ts';
import { createRestDeps } from '../create-deps.ts';
import { claimWrites } from './claim-writes.ts';
import { redisClaims } from './redis-claims.ts';

// biome-ignore lint/style/noProcessEnv: the test says by the environment what to do
const { API_URL = '', REDIS = '', PREFIX = '', WISH = '' } = process.env;

const setup = testSetup(crmConfig.parse({ CRM_BACKEND: 'rest', CRM_REST_URL: API_URL }));
const writes = claimWrites({
  claims: redisClaims(createSharedRedis(REDIS, setup.log), PREFIX),
  leaseMs: 1_000,
});
const mcp = await connect(server, { ...createRestDeps(setup.config, setup), writes });
await mcp.call('update_lead_status', JSON.parse(WISH));
