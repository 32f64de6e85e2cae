import { serverContract, testSetup } from '@patchbay/testkit';
import { crmConfig } from './config.ts';
import { server } from './server.ts';

serverContract(server, {
  createDeps: () => server.createDeps(testSetup(crmConfig.parse({}), { demo: true })),
});
