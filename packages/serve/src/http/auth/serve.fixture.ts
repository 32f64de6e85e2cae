/** Serves the vault as its binary would, for tests with several processes. */
import { runCli } from '../../cli/main.ts';
import { vault } from './vault.fixture.ts';

// biome-ignore lint/style/noProcessEnv: this is a binary
await runCli(vault(), { argv: process.argv.slice(2), environment: process.env });
