import type { Peer } from '../../peers/peers.ts';
import type { Revision } from './requests.ts';

/** A program under test; it takes a port as its last word. */
export interface Contender {
  readonly name: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether callers show an API key. */
  readonly keyed?: boolean;
  /** Whether callers send trace context. */
  readonly traced?: boolean;
  /** The revisions that it answers; both unless said. */
  readonly revisions?: readonly Revision[];
}

/** The bundled weather server. */
export const weather = `${import.meta.dirname}/../../../../servers/weather/dist/bin.js`;

const programs = `${import.meta.dirname}/../servers`;
const serving = [weather, 'http', '--demo', '--port'] as const;
const silent = { PATCHBAY_RATE_LIMIT: '0', PATCHBAY_LOG_LEVEL: 'silent' };
/** Counted at every call and never reached. */
const limited = { PATCHBAY_RATE_LIMIT: '1000000000' };

/** The floor that everything is compared with. */
export const raw: Contender = { name: 'raw node:http', args: [`${programs}/raw.ts`] };

/** What the SDK offers by itself. */
export const bareSdk: Contender = { name: 'bare createMcpHandler', args: [`${programs}/bare-sdk.ts`] };

/** Nothing that an operator can switch off. */
export const nothingOn: Contender = { name: 'patchbay, nothing on', args: serving, environment: silent };

/** All that a platform team would switch on; metrics and validation are never off. */
export const everythingOn: Contender = {
  name: 'patchbay, key + limits + log line + trace context',
  args: serving,
  environment: { ...limited, PATCHBAY_LOG_LEVEL: 'info' },
  keyed: true,
  traced: true,
};

/** The same with a tenth of the spans exported to a collector. Callers send no context, which would decide for all alike. */
export function everythingExported(collector: string): Contender {
  return {
    ...everythingOn,
    name: 'patchbay, key + limits + log line + spans',
    traced: false,
    environment: {
      ...everythingOn.environment,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector,
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
    },
  };
}

/** One concern at a time. */
export const oneByOne: readonly Contender[] = [
  {
    name: 'patchbay, log line',
    args: serving,
    environment: { ...silent, PATCHBAY_LOG_LEVEL: 'info' },
  },
  { name: 'patchbay, key', args: serving, environment: silent, keyed: true },
  { name: 'patchbay, limits', args: serving, environment: { ...silent, ...limited } },
];

/** A server of ours with so many tools. */
export function withTools(count: number): Contender {
  return {
    name: `patchbay, nothing on, ${count} ${count === 1 ? 'tool' : 'tools'}`,
    args: [`${programs}/patchbay-tools.ts`, String(count)],
    environment: silent,
  };
}

/** Other servers of the protocol, as contenders. */
export function contendersOf(peers: readonly Peer[]): readonly Contender[] {
  return peers.map(({ name, version, args, eras }) => ({
    name: `${name} ${version}`,
    args,
    revisions: eras,
  }));
}
