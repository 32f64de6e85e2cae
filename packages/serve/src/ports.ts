/**
 * The port of each server over HTTP, released or planned: the same everywhere, so that an address in a client's file
 * stays right whichever servers run. Documentation, `start`, `http` and `connect` quote this table.
 */
export const serverPorts: Readonly<Record<string, number>> = {
  weather: 3001,
  crm: 3002,
  documents: 3003,
  analytics: 3004,
};

/** The port of servers that are not in the table. */
const otherPort = 3000;

/** The port that a server listens on unless told otherwise. */
export function httpPort(server: string): number {
  return serverPorts[server] ?? otherPort;
}

/** The address under which a server's own machine reaches it. */
export function localUrl(server: string): string {
  return `http://127.0.0.1:${httpPort(server)}/mcp`;
}
