#!/usr/bin/env node
import nodeModule from 'node:module';
import { isNodeTooOld } from '@patchbay/serve/node-version';

// everything else is imported only where it can run, and without syntax that an old Node.js does not read
if (!isNodeTooOld()) {
  // ahead of every other import, so that a second start finds the bundle compiled
  nodeModule.enableCompileCache();
  void Promise.all([import('@patchbay/serve'), import('./server.ts')]).then(([{ runCli }, { server }]) =>
    runCli(server, { argv: process.argv.slice(2), environment: process.env }),
  );
}
