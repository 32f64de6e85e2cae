export { clients } from './cli/clients.ts';
export { commands, flags, portText, publicName } from './cli/flag-table.ts';
export { runCli } from './cli/main.ts';
export { commonConfig } from './config.ts';
export { httpPort, localUrl, serverPorts } from './ports.ts';
