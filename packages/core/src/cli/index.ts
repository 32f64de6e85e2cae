export { type CliInput, runCli } from './main.ts';
