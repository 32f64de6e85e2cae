import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

/** One export as it arrived. */
export interface CapturedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A span in OTLP JSON, as far as assertions need it. */
export interface ExportedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A running OTLP/HTTP collector that keeps what it receives. */
export interface Collector {
  /** Value for `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  readonly requests: readonly CapturedRequest[];
  /** Everything received, as one text. */
  text(): string;
  /** Spans of all trace exports. */
  spans(): ExportedSpan[];
  /** Names of the metrics of all exports, each once. */
  metricNames(): string[];
  /** Answers the following exports with this status; 0 leaves them without an answer. */
  answerWith(status: number): void;
  close(): Promise<void>;
}

/** Starts a collector on a free port of 127.0.0.1 that answers 200. */
export async function startCollector(): Promise<Collector> {
  const requests: CapturedRequest[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
      if (status !== 0) response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the collector has no port');

  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests,
    text: () => requests.map(({ body }) => body.toString()).join('\n'),
    spans: () => bodiesAt(requests, '/v1/traces').flatMap((body) => find(body, 'spans').map(toSpan)),
    metricNames: () => [
      ...new Set(
        bodiesAt(requests, '/v1/metrics').flatMap((body) =>
          find(body, 'metrics').map((metric) => String(read(metric, 'name'))),
        ),
      ),
    ],
    answerWith(next) {
      status = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function bodiesAt(requests: readonly CapturedRequest[], path: string): unknown[] {
  return requests.filter((request) => request.path === path).map(({ body }) => JSON.parse(body.toString()));
}

/** Gathers the entries of every list of that name, however deep. */
function find(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((entry) => find(entry, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    key === name && Array.isArray(entry) ? entry : find(entry, name),
  );
}

function toSpan(span: unknown): ExportedSpan {
  const parent = read(span, 'parentSpanId');
  const attributes = read(span, 'attributes');
  return {
    name: String(read(span, 'name')),
    traceId: String(read(span, 'traceId')),
    parentSpanId: typeof parent === 'string' && parent !== '' ? parent : undefined,
    attributes: Object.fromEntries(
      (Array.isArray(attributes) ? attributes : []).map((pair: unknown) => [
        String(read(pair, 'key')),
        Object.values(Object(read(pair, 'value')))[0],
      ]),
    ),
  };
}

function read(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
