import autocannon from 'autocannon';
import { member } from '../json.ts';
import type { BenchRequest } from './requests.ts';

/** A server under load. */
export interface Loaded {
  readonly origin: string;
  readonly probePort: number;
  /** What its callers send beside the headers of the protocol. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What one round of load showed. */
export interface Sample {
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p99: number;
  /** Microseconds of processor time of the server for one answer. */
  readonly cpu: number;
  /** Bytes that the server allocated on its heap for one answer. */
  readonly bytes: number;
}

/** Sends one request again and again over so many connections. @throws Error for any answer but 200. */
export async function load(
  { origin, probePort, headers }: Loaded,
  request: BenchRequest,
  { seconds, connections }: { readonly seconds: number; readonly connections: number },
): Promise<Sample> {
  await probe(probePort);
  const { requests, latency, non2xx, errors } = await autocannon({
    url: `${origin}/mcp`,
    method: 'POST',
    headers: { ...request.headers, ...headers },
    body: request.body,
    connections,
    duration: seconds,
  });
  if (non2xx > 0 || errors > 0) throw new Error(`${origin}: ${non2xx} refused, ${errors} failed`);
  const { cpuMicros, allocatedBytes } = await probe(probePort);
  return {
    rate: requests.average,
    p99: latency.p99,
    cpu: cpuMicros / requests.total,
    bytes: allocatedBytes / requests.total,
  };
}

/** Not a number for a server that leaves its start to another process, which has no probe. */
async function probe(port: number): Promise<{ cpuMicros: number; allocatedBytes: number }> {
  const report: unknown = await fetch(`http://127.0.0.1:${port}/`).then(
    (response) => response.json(),
    () => undefined,
  );
  return {
    cpuMicros: Number(member(report, 'cpuMicros')),
    allocatedBytes: Number(member(report, 'allocatedBytes')),
  };
}
