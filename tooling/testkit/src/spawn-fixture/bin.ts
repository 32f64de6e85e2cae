#!/usr/bin/env node
import { runCli } from '@patchbay/serve';
import { fixtureServer } from './server.ts';

await runCli(fixtureServer, { argv: process.argv.slice(2), environment: process.env });
