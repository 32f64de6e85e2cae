/** The OpenTelemetry variables that are honoured, as found in the environment. */
export interface OtlpEnv {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly OTEL_EXPORTER_OTLP_HEADERS?: string | undefined;
  readonly OTEL_TRACES_SAMPLER?: string | undefined;
  readonly OTEL_TRACES_SAMPLER_ARG?: string | undefined;
  readonly OTEL_SERVICE_NAME?: string | undefined;
  readonly OTEL_RESOURCE_ATTRIBUTES?: string | undefined;
  readonly OTEL_SDK_DISABLED?: string | undefined;
}

/** Which new traces are recorded; `followParent` leaves the choice to a caller that has made one. */
export interface Sampling {
  readonly followParent: boolean;
  /** Share of traces without a decision from the caller, 0 to 1. */
  readonly ratio: number;
}

/** What {@link readOtlpEnv} understood. */
export interface OtlpSettings {
  readonly tracesUrl: string;
  readonly metricsUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sampling: Sampling;
  readonly resource: Readonly<Record<string, string>>;
}

/**
 * Reads the variables; `undefined` means that nothing is to be exported. A value that cannot be used is reported
 * through `warn` by the variable's name, never with its content, and its default takes its place: telemetry must
 * not keep a server from starting. Source: OpenTelemetry specification, "Environment Variable Specification".
 */
export function readOtlpEnv(env: OtlpEnv, warn: (variable: keyof OtlpEnv) => void): OtlpSettings | undefined {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim() ?? '';
  if (endpoint === '' || env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true') return undefined;
  const base = parseEndpoint(endpoint);
  if (base === undefined) {
    warn('OTEL_EXPORTER_OTLP_ENDPOINT');
    return undefined;
  }
  const pairs = (variable: 'OTEL_EXPORTER_OTLP_HEADERS' | 'OTEL_RESOURCE_ATTRIBUTES') => {
    const parsed = parsePairs(env[variable] ?? '');
    if (parsed === undefined) warn(variable);
    return parsed ?? {};
  };
  const resource = pairs('OTEL_RESOURCE_ATTRIBUTES');
  const serviceName = env.OTEL_SERVICE_NAME?.trim() ?? '';
  return {
    tracesUrl: `${base}/v1/traces`,
    metricsUrl: `${base}/v1/metrics`,
    headers: pairs('OTEL_EXPORTER_OTLP_HEADERS'),
    sampling: parseSampling(env, warn),
    resource: serviceName === '' ? resource : { ...resource, 'service.name': serviceName },
  };
}

function parseEndpoint(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol)) return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** `a=1,b=2` with percent-encoded values; nothing of it counts when any part is malformed. */
function parsePairs(text: string): Record<string, string> | undefined {
  const pairs: Record<string, string> = {};
  for (const part of text.split(',')) {
    if (part.trim() === '') continue;
    const separator = part.indexOf('=');
    const key = part.slice(0, separator).trim();
    if (separator < 1 || key === '') return undefined;
    try {
      pairs[key] = decodeURIComponent(part.slice(separator + 1).trim());
    } catch {
      return undefined;
    }
  }
  return pairs;
}

function parseSampling(env: OtlpEnv, warn: (variable: keyof OtlpEnv) => void): Sampling {
  const name = env.OTEL_TRACES_SAMPLER?.trim() ?? '';
  const followParent = name === '' || name.startsWith('parentbased_');
  switch (name.replace('parentbased_', '')) {
    case '':
    case 'always_on':
      return { followParent, ratio: 1 };
    case 'always_off':
      return { followParent, ratio: 0 };
    case 'traceidratio':
      return { followParent, ratio: parseRatio(env.OTEL_TRACES_SAMPLER_ARG, warn) };
    default:
      warn('OTEL_TRACES_SAMPLER');
      return { followParent: true, ratio: 1 };
  }
}

function parseRatio(text: string | undefined, warn: (variable: keyof OtlpEnv) => void): number {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return 1;
  const ratio = Number(trimmed);
  if (ratio >= 0 && ratio <= 1) return ratio;
  warn('OTEL_TRACES_SAMPLER_ARG');
  return 1;
}
