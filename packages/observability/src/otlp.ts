import type { Logger } from './logger.ts';
import type { Registry } from './metrics.ts';
import { type OtlpEnv, type OtlpSettings, readOtlpEnv } from './otlp-env.ts';
import type { Exporters } from './otlp-export.ts';
import type { Redactor } from './redact.ts';
import { noopTracer, type Tracer } from './tracing.ts';

/** What {@link startTelemetry} needs to know. */
export interface TelemetryOptions {
  readonly serviceName: string;
  readonly serviceVersion: string;
  readonly env: OtlpEnv;
  readonly logger: Logger;
  readonly redactor: Redactor;
  readonly registry: Registry;
}

/** Running telemetry. */
export interface Telemetry {
  readonly tracer: Tracer;
  /** Sends what is pending within the deadline in milliseconds; what is late is lost. Never rejects. */
  shutdown(deadlineMs: number): Promise<void>;
}

/**
 * Starts exporting spans and metrics over OTLP/HTTP when `OTEL_EXPORTER_OTLP_ENDPOINT` is set, and otherwise returns
 * the no-op tracer without loading any of OpenTelemetry. Never rejects: settings that cannot be used are logged by
 * name. The values of the configured headers become secrets of the redactor.
 */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { env, logger, redactor } = options;
  const settings = readOtlpEnv(env, (variable) => {
    logger.warn({ variable }, 'telemetry setting cannot be used');
  });
  if (settings === undefined) return { tracer: noopTracer, shutdown: async () => {} };
  redactor.addSecrets(Object.values(settings.headers).flatMap(withoutScheme));
  const exporters = await load(settings, options);
  let closing: Promise<void> | undefined;
  return {
    tracer: exporters?.tracer ?? noopTracer,
    async shutdown(deadlineMs) {
      closing ??= close(exporters, logger);
      await Promise.race([closing, delay(deadlineMs)]);
    },
  };
}

async function load(settings: OtlpSettings, options: TelemetryOptions): Promise<Exporters | undefined> {
  try {
    const { startExporters } = await import('./otlp-export.ts');
    return startExporters(settings, options);
  } catch (error) {
    options.logger.error({ err: error }, 'telemetry could not be started');
    return undefined;
  }
}

async function close(exporters: Exporters | undefined, logger: Logger): Promise<void> {
  try {
    await exporters?.close();
  } catch (error) {
    logger.warn({ err: error }, 'pending telemetry was lost');
  }
}

/** `Bearer abc` holds the secret `abc`. */
function withoutScheme(header: string): string[] {
  const secret = /^\S+\s+(\S.*)$/.exec(header)?.[1];
  return secret === undefined ? [header] : [header, secret];
}

async function delay(milliseconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
