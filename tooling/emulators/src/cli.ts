import { runEmulator } from './command.ts';
import { startLeadApiEmulator } from './lead-api/index.ts';

await runEmulator('tooling/emulators/src/cli.ts', { 'lead-api': startLeadApiEmulator });
