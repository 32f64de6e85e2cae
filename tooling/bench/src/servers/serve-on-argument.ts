import type { Server } from 'node:http';

/** Listens on the port that the command line's last word names. */
export function serveOnArgument(server: Server): void {
  server.listen(Number(process.argv.at(-1)), '127.0.0.1');
}
