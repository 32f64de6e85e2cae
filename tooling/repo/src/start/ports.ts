import { createServer } from 'node:net';
import { httpPort, serverPorts } from '@patchbay/serve';

/** The port of one server, and the one it would have had. */
export interface PlannedPort {
  readonly port: number;
  readonly wanted: number;
}

/** Beyond every server's own port. */
const firstSpare = Math.max(...Object.values(serverPorts)) + 1;

/**
 * A port for each server: its own of the table, or from `first` on in their order. One that another program has is
 * replaced by a free one, which the report must tell.
 */
export async function planPorts(
  names: readonly string[],
  first: number | undefined,
): Promise<ReadonlyMap<string, PlannedPort>> {
  const ordered = names.toSorted((a, b) => httpPort(a) - httpPort(b));
  const planned = new Map<string, PlannedPort>();
  const taken = new Set<number>();
  // the ports that servers want are nobody's spare
  const wishes = ordered.map((name, index) => wishOf(name, index, first));
  for (const [index, name] of ordered.entries()) {
    const wanted = wishes[index] ?? firstSpare;
    const free = !taken.has(wanted) && (await isFree(wanted));
    const others = new Set([...taken, ...wishes]);
    const port = free ? wanted : await freePort(Math.max(firstSpare, (first ?? 0) + names.length), others);
    taken.add(port);
    planned.set(name, { port, wanted });
  }
  return planned;
}

function wishOf(name: string, index: number, first: number | undefined): number {
  if (first !== undefined) return first + index;
  return serverPorts[name] ?? firstSpare + index;
}

/** The first free port of this machine from `from` on that is not among `taken`. */
export async function freePort(from: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = from; port <= 65_535; port += 1) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`No port from ${from} on is free.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
