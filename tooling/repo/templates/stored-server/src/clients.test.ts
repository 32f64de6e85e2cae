import { fileURLToPath } from 'node:url';
import { clientMatrix } from '@patchbay/testkit';
import { server } from './server.ts';

clientMatrix(
  server,
  fileURLToPath(new URL('bin.ts', import.meta.url)),
  {
    success: { tool: 'undo_placeholder_change', args: { change_id: 'chg_demo', dry_run: true } },
    failure: { tool: 'undo_placeholder_change', args: { change_id: 'chg_none' }, code: 'not_found' },
  },
  { demo: true },
);
