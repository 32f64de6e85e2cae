import { serverContract } from '@patchbay/testkit';
import { server } from './server.ts';
import { createTestDeps } from './testing/connect-placeholder.ts';

serverContract(server, {
  createDeps: createTestDeps,
  samples: { get_placeholder_entry: { entry_id: 'first' } },
});
