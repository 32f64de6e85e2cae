import { ConfigurationError, nearest } from '@patchbay/core';
import { isSecret, notSecret, secret } from '@patchbay/schemas';
import { z } from 'zod';
import { isHostSetting } from './http/guards.ts';
import { problemWords } from './problem-words.ts';

/** The process's environment, as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads configuration from the environment, once.
 *
 * An empty value counts as absent. A variable that begins with `prefix` and is nearly, but not quite, a known one is
 * refused, since a misspelt setting that is ignored can run a server in the wrong mode.
 *
 * @throws ConfigurationError naming every wrong variable.
 */
export function parseEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Environment,
  prefix: string,
): z.output<Schema> {
  const names = Object.keys(schema.shape);
  const given = Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const parsed = schema.safeParse(given);
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => complaint(issue, schema, given));
  wrong.push(...shortSecrets(schema, given), ...misspelt(environment, names, prefix));
  if (parsed.success && wrong.length === 0) return parsed.data;
  throw new ConfigurationError(
    `The configuration has ${wrong.length === 1 ? 'an error' : `${wrong.length} errors`}:\n${wrong.map((line) => `  ${line}`).join('\n')}`,
  );
}

/** Reads the settings of one server. @throws ConfigurationError naming every wrong variable. */
export function configOf<Config extends z.ZodObject>(
  server: { readonly name: string; readonly config: Config },
  environment: Environment,
): z.output<Config> {
  return parseEnvironment(server.config, environment, prefixOf(server));
}

/** How the settings of a server begin: `CRM_`. */
export function prefixOf({ name }: { readonly name: string }): string {
  return `${name.toUpperCase()}_`;
}

function complaint(issue: z.core.$ZodIssue, schema: z.ZodObject, given: Environment): string {
  const name = String(issue.path[0] ?? 'environment');
  const purpose = schema.shape[name]?.description;
  return `${name}: ${problemOf(issue, given[name] === undefined)}.${purpose === undefined ? '' : ` ${purpose}`}`;
}

/** Never repeats the value: it may be a secret in the wrong variable. */
function problemOf(issue: z.core.$ZodIssue, absent: boolean): string {
  const typed = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  if (absent && typed) return 'is required';
  return problemWords(issue).replace(/\.$/, '');
}

/** Characters of the shortest secret: a shorter one cannot be told from ordinary words in a log line. */
const shortestSecret = 8;

function shortSecrets(schema: z.ZodObject, given: Environment): string[] {
  return Object.entries(schema.shape).flatMap(([name, setting]) => {
    const value = given[name];
    if (value === undefined || value.length >= shortestSecret || !isSecret(setting)) return [];
    // a setting with a length of its own has said it already
    if (!setting.safeParse(value).success) return [];
    return [
      `${name}: is a secret and must have at least ${shortestSecret} characters, so that logs can be kept free of it.`,
    ];
  });
}

function misspelt(environment: Environment, names: readonly string[], prefix: string): string[] {
  // the prefix is alike in all of them and would make everything near
  const own = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  return Object.keys(environment)
    .filter((name) => name.startsWith(prefix) && !names.includes(name))
    .flatMap((name) => {
      const guess = nearest(name.slice(prefix.length), own);
      return guess === undefined ? [] : [`${name} is not a setting. Did you mean "${prefix}${guess}"?`];
    });
}

const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string()));

const hosts = list.refine((names) => names.every((name) => name === '*' || isHostSetting(name)), {
  message: 'must name hosts, such as mcp.example.com, or * for all of them',
});
const origins = list.refine((names) => names.every(isHostSetting), {
  message: 'must name hosts, such as app.example.com, or origins; * is none',
});

/** The settings that every server has. */
export const commonConfig = z.object({
  PATCHBAY_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .optional()
    .describe('How much goes to standard error: `warn` on stdio and `info` over HTTP unless set.'),
  PATCHBAY_LOG_ARGUMENTS: z
    .enum(['values', 'sizes'])
    .optional()
    .describe(
      'Whether log lines hold the arguments of calls, or their names and sizes alone: `sizes` unless set where a server holds data of people.',
    ),
  PATCHBAY_ALLOWED_HOSTS: hosts
    .optional()
    .describe('Host names over which HTTP clients may address the server, comma-separated.'),
  PATCHBAY_ALLOWED_ORIGINS: origins
    .optional()
    .describe('Host names of browser origins that may call, comma-separated.'),
  PATCHBAY_MAX_BODY_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(4_194_304)
    .describe('Largest HTTP request body in bytes.'),
  PATCHBAY_MAX_CONNECTIONS: z.coerce
    .number()
    .int()
    .positive()
    .default(20_000)
    .describe('HTTP connections at the same time.'),
  PATCHBAY_FAST_LANE: z
    .stringbool()
    .default(true)
    .describe('Set to false to serve every HTTP request through the SDK, at a tenth of the speed.'),
  PATCHBAY_DRAIN_MS: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(10_000)
    .describe('How long calls in flight may take to finish at shutdown, in milliseconds.'),
  PATCHBAY_RATE_LIMIT: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(600)
    .describe('HTTP calls per minute, caller and tool; 0 lifts the limit.'),
  PATCHBAY_ADDRESS_LIMIT: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(600)
    .describe(
      'HTTP requests without a valid key per minute and address, a wrong key counting as ten; 0 lifts the limit.',
    ),
  PATCHBAY_TRUSTED_PROXIES: list
    .optional()
    .describe('Addresses and networks of proxies whose X-Forwarded-For is believed, comma-separated.'),
  PATCHBAY_AUTH: notSecret(z.enum(['keys', 'none']), 'one of two words')
    .optional()
    .describe(
      'Whether HTTP callers must show an API key: unless set, yes where others can reach the server, and as soon as there is a key.',
    ),
  PATCHBAY_KEYS_FILE: notSecret(z.string(), 'a path')
    .optional()
    .describe("The file that keeps API keys; in Redis or the user's data directory unless set."),
  PATCHBAY_KEY_PEPPER: secret(z.string().min(32))
    .optional()
    .describe('Secret that goes into the digests of new API keys; the same on all instances.'),
  REDIS_URL: secret(z.string().regex(/^rediss?:\/\//, 'must be a redis:// or rediss:// URL'))
    .optional()
    .describe(
      'Redis that instances share API keys, rate limits and what their server keeps in common; each has its own unless set.',
    ),
  PATCHBAY_CONCURRENCY: z.coerce
    .number()
    .int()
    .positive()
    .default(64)
    .describe(
      'Calls of one tool at the same time; one caller has seven eighths of them, of all tools together.',
    ),
  PATCHBAY_RESPONSE_TOKENS: notSecret(z.coerce.number().int().min(200), 'a number of tokens')
    .default(8000)
    .describe('Tokens a result may cost the model before it is cut.'),
  PATCHBAY_CONFIRM: z
    .enum(['when-possible', 'always', 'never'])
    .default('when-possible')
    .describe(
      'When a person must agree to a deletion: where the client can ask, always (else refuse), or never.',
    ),
  PATCHBAY_STATE_KEY: secret(z.string().min(32))
    .optional()
    .describe('Secret that seals the state of multi-round calls; the same on all instances.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: notSecret(z.url(), 'what it takes to be let in goes into the headers')
    .optional()
    .describe('OTLP/HTTP collector for traces and metrics; none are exported without it.'),
  OTEL_EXPORTER_OTLP_HEADERS: secret(z.string())
    .optional()
    .describe('Headers for the collector, `name=value`, comma-separated.'),
  OTEL_SERVICE_NAME: z
    .string()
    .optional()
    .describe('Service name in telemetry; `patchbay-<server>` unless set.'),
  OTEL_RESOURCE_ATTRIBUTES: z
    .string()
    .optional()
    .describe('More resource attributes, `name=value`, comma-separated.'),
  OTEL_TRACES_SAMPLER: z
    .string()
    .optional()
    .describe('Trace sampler by its OpenTelemetry name, `parentbased_traceidratio` for instance.'),
  OTEL_TRACES_SAMPLER_ARG: z.string().optional().describe('Argument of the sampler.'),
  OTEL_SDK_DISABLED: z.string().optional().describe('Set to true to switch telemetry export off.'),
  HTTPS_PROXY: secret(z.string()).optional().describe('Proxy for requests to upstreams.'),
  NO_PROXY: z.string().optional().describe('Hosts that are reached without the proxy, comma-separated.'),
});

/** The parsed settings that every server has. */
export type CommonConfig = z.output<typeof commonConfig>;
