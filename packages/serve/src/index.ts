export { clients } from './cli/clients.ts';
export { commands, flags, portText } from './cli/flags.ts';
export { runCli } from './cli/main.ts';
export { commonConfig } from './config.ts';
export { httpPort, localUrl, serverPorts } from './ports.ts';
