/** The HTTP server of one engine: listens, hands requests to the handler, and ends without dropping what is in flight. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brief } from '@patchbay/core/engine';
import { createFlight } from '../flight.ts';
import { createSdkHttp, type SdkHttp } from '../sdk/http.ts';
import { createBodyReader } from './body.ts';
import { createFastLane, type FastLane } from './fast/lane.ts';
import { createHandler } from './handler.ts';
import type { HttpOptions } from './http-options.ts';
import { inTurn } from './in-turn.ts';
import { openNodeServer, originOf } from './node-server.ts';
import { refuse } from './reply.ts';

/** A listening server. */
export interface HttpServer {
  /** `http://host:port`, with the port that was really taken. */
  readonly origin: string;
  /** Refuses new calls, lets those in flight finish until the deadline, then closes; resolves to how many were cut. */
  drain(deadlineMs: number): Promise<number>;
}

/** Serves `/mcp` over Streamable HTTP, with `/healthz`, `/readyz` and `/metrics` beside it. */
export async function listen(options: HttpOptions): Promise<HttpServer> {
  const { engine, log, gate } = options;
  let draining = false;
  const sdk = createSdkHttp({
    engine,
    stateKey: options.stateKey,
    maxBodyBytes: options.maxBodyBytes,
    onError: ({ message }) => log.debug({ reason: brief(message) }, 'request refused by the protocol layer'),
  });
  const inFlight = createFlight();
  const bodies = createBodyReader({ maxBytes: options.maxBodyBytes });
  const lane = options.fastLane === false ? undefined : await openLane(options, sdk);
  const handle = createHandler(options, { sdk, lane, inFlight, bodies, isDraining: () => draining });
  const server = await openNodeServer({
    host: options.host,
    port: options.port,
    maxConnections: options.maxConnections,
    onRequest: inTurn(
      (req: IncomingMessage, res: ServerResponse) => {
        handle(req, res).catch((error: unknown) => {
          log.error({ err: error }, 'request failed');
          refuse(res, { status: 500, message: 'Internal error' });
        });
      },
      () => options.onRefusal?.('pipelining'),
    ),
    onDrop: () => options.onRefusal?.('connections'),
  });

  return {
    origin: originOf(server, options.host),
    async drain(deadlineMs) {
      draining = true;
      // Node's close destroys sockets whose answer is written but not yet sent, so it has to come last; until then
      // new requests are told to go elsewhere, and probes that the server is draining
      const left = await inFlight.idle(deadlineMs);
      await sdk.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if (left > 0) server.closeAllConnections();
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 250).unref())]);
      server.closeAllConnections();
      bodies.close();
      await gate.close();
      return left;
    },
  };
}

async function openLane(options: HttpOptions, sdk: SdkHttp): Promise<FastLane> {
  const { engine, caller, selection, log } = options;
  const discovered = await sdk.discover({ caller, selection });
  return createFastLane({
    engine,
    discovery: () => discovered,
    onError: (error) => log.error({ err: error }, 'request failed'),
  });
}
