/** The bounds of Node's own HTTP server: how long a client may take for what, and how many there may be. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server is bound by, and where it listens. */
export interface NodeServerOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Connections at the same time; more are closed as they come. */
  readonly maxConnections: number;
  /** Other bounds than those of every server, for tests that would wait for them. */
  readonly bounds?: Partial<typeof bounds>;
  onRequest(req: IncomingMessage, res: ServerResponse): void;
  /** Hears of every connection over the bound. */
  onDrop(): void;
}

const bounds: Readonly<
  Record<
    | 'keepAliveTimeout'
    | 'headersTimeout'
    | 'requestTimeout'
    | 'connectionsCheckingInterval'
    | 'maxHeaderSize',
    number
  >
> = {
  /** Longer than the 60 s after which load balancers by custom close what is idle. */
  keepAliveTimeout: 72_000,
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  /** How late the two above may be noticed. */
  connectionsCheckingInterval: 2000,
  maxHeaderSize: 16_384,
};

/** Listens; rejects when the address cannot be taken. */
export async function openNodeServer(options: NodeServerOptions): Promise<Server> {
  // of two Host or Authorization lines Node would drop one, and a proxy before it the other: joined, they are no good
  const joined = { joinDuplicateHeaders: true };
  const server = createServer({ ...bounds, ...options.bounds, ...joined }, options.onRequest);
  server.maxConnections = options.maxConnections;
  server.on('drop', options.onDrop);
  // without listeners Node asks for a body that nobody will read, and answers other expectations by itself
  for (const event of ['checkContinue', 'checkExpectation'] as const)
    server.on(event, (req: IncomingMessage, res: ServerResponse) => {
      // a client that was not told to go on need not send the body that it has announced
      res.shouldKeepAlive = false;
      options.onRequest(req, res);
    });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}

/** The URL under which a listening server is reached. */
export function originOf(server: Server, host: string): string {
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
