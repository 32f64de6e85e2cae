#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// ahead of every other import, so that a second start finds the bundle compiled
enableCompileCache();
const [{ runCli }, { server }] = await Promise.all([import('@patchbay/serve'), import('./server.ts')]);
await runCli(server, { argv: process.argv.slice(2), environment: process.env });
