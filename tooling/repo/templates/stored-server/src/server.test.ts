import { serverContract } from '@patchbay/testkit';
import { server } from './server.ts';
import { createTestDeps } from './testing/connect-placeholder.ts';

serverContract(server, { createDeps: createTestDeps });
