#!/usr/bin/env node
import { runCli } from '@patchbay/serve';
import { conformanceServer } from './server.ts';

await runCli(conformanceServer, { argv: process.argv.slice(2), environment: process.env });
