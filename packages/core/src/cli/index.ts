export { clients } from './clients.ts';
export { commands, type Flag, flags } from './flags.ts';
export { type CliInput, runCli } from './main.ts';
