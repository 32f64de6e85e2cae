#!/usr/bin/env node
import nodeModule from 'node:module';
import { isNodeTooOld } from '@patchbay/serve/node-version';

// all else is imported where it can run, after the cache that a second start finds the bundle compiled in
if (!isNodeTooOld()) {
  nodeModule.enableCompileCache();
  void Promise.all([import('@patchbay/serve'), import('./server.ts')]).then(([{ runCli }, { server }]) =>
    runCli(server, { argv: process.argv.slice(2), environment: process.env }),
  );
}
