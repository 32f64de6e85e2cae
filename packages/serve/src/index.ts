export { clients } from './cli/clients.ts';
export { commands, type Flag, flags } from './cli/flags.ts';
export { type CliInput, runCli } from './cli/main.ts';
export { commonConfig } from './config.ts';
