export { clients } from './cli/clients.ts';
export { commands, flags } from './cli/flags.ts';
export { runCli } from './cli/main.ts';
export { commonConfig } from './config.ts';
