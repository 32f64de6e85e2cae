/** What the files of one layer may import. */
export interface Layer {
  /** The layer's name, for messages. */
  readonly name: string;
  /** Which files belong to it. */
  readonly files: RegExp;
  /** Our own packages it may import, as `core` or `core/engine`; a bare name does not admit subpaths. */
  readonly ours: readonly string[];
  /** Packages of others and Node's modules that it may import; any when absent. */
  readonly others?: readonly RegExp[];
  /** Files of its own package it may import, relative to that package's `src/`; any when absent. */
  readonly own?: readonly RegExp[];
}

const vocabulary = [/^zod$/];

/** Libraries of a field that compute and touch nothing: what a domain may lean on beside its own code. */
const pureLibraries = [
  /^libphonenumber-js(\/|$)/,
  /^tldts$/,
  /^double-metaphone$/,
  /^csv-parse(\/|$)/,
  /^fastest-levenshtein$/,
  /^astronomy-engine$/,
  /^@photostructure\/tz-lookup$/,
];

/** Rooms of a server's `src/` that are no domain: every other folder there is one, named after what it is about. */
const workRooms = 'tools|resources|prompts|completions|ports|backends|tables|upstream|demo|testing|scaffold';

const domainRooms = `(?!(?:${workRooms})/)[^/]+/`;

const domain = new RegExp(`^servers/[^/]+/src/${domainRooms}`);

const ownDomain = new RegExp(`^${domainRooms}`);

/** The dependency directions; the first layer that a file belongs to is the one that counts. */
export const layers: readonly Layer[] = [
  { name: 'packages/schemas', files: /^packages\/schemas\//, ours: [], others: vocabulary },
  {
    name: 'packages/observability',
    files: /^packages\/observability\//,
    ours: [],
    others: [/^@opentelemetry\//, /^pino$/, /^node:/],
  },
  {
    name: 'packages/workers',
    files: /^packages\/workers\//,
    ours: ['schemas', 'observability'],
    others: [/^zod$/, /^node:/],
  },
  {
    name: 'packages/core',
    files: /^packages\/core\//,
    ours: ['schemas', 'observability'],
    others: [...vocabulary, /^node:/, /^(lru-cache|fastest-levenshtein|image-size)$/],
  },
  {
    name: 'packages/serve',
    files: /^packages\/serve\//,
    ours: ['core', 'core/engine', 'schemas', 'observability'],
    others: [
      ...vocabulary,
      /^node:/,
      /^@modelcontextprotocol\/(server|node)(\/|$)/,
      /^(rate-limiter-flexible|ioredis|jsonc-parser|smol-toml)$/,
    ],
  },
  {
    name: 'packages/upstream',
    files: /^packages\/upstream\//,
    ours: ['schemas', 'core', 'observability'],
    others: [...vocabulary, /^(undici|opossum|lru-cache|ipaddr\.js|content-disposition)$/, /^node:/],
  },
  {
    name: 'the SQL adapter of packages/access',
    files: /^packages\/access\/src\/sql\.ts$/,
    ours: ['schemas', 'core'],
    others: [/^drizzle-orm$/],
  },
  { name: 'packages/access', files: /^packages\/access\//, ours: ['schemas', 'core'], others: [] },
  {
    name: 'packages/storage',
    files: /^packages\/storage\//,
    ours: ['schemas', 'core', 'access', 'access/*', 'observability', 'workers/entry'],
  },
  {
    name: 'the domain of a server',
    files: domain,
    ours: ['schemas'],
    others: [...vocabulary, ...pureLibraries],
    own: [ownDomain],
  },
  {
    name: 'the policy of a server',
    files: /^servers\/[^/]+\/src\/policy\.ts$/,
    ours: ['access', 'schemas'],
    others: [],
    own: [ownDomain],
  },
  {
    name: 'the tools of a server',
    files: /^servers\/[^/]+\/src\/tools\//,
    ours: ['core', 'schemas', 'storage/tools'],
    others: vocabulary,
    own: [/^tool\.ts$/, ownDomain],
  },
  {
    name: 'the resources, prompts and completions of a server',
    files: /^servers\/[^/]+\/src\/(resources|prompts|completions)\//,
    ours: ['core', 'schemas', 'storage/tools'],
    others: vocabulary,
    own: [/^tool\.ts$/, /^completions\//, ownDomain],
  },
  {
    name: 'the demo of a server',
    files: /^servers\/[^/]+\/src\/demo\//,
    ours: ['schemas'],
    others: [...vocabulary, ...pureLibraries],
    own: [/^demo\//, ownDomain],
  },
  {
    name: 'the adapters of a server',
    files: /^servers\/[^/]+\/src\/(backends|tables|upstream)\//,
    ours: [
      'access',
      'access/*',
      'core',
      'upstream',
      'schemas',
      'observability',
      'storage',
      'storage/*',
      'workers',
      'workers/child',
    ],
    own: [/^(?!tools\/|resources\/|prompts\/|server\.ts$|bin\.ts$|registry\.gen\.ts$)/],
  },
  {
    name: 'a server',
    files: /^servers\/[^/]+\/src\//,
    ours: [
      'core',
      'serve',
      'serve/node-version',
      'upstream',
      'schemas',
      'observability',
      'storage',
      'workers',
    ],
  },
];

/** Whether a file stands in a room of a server's domain. */
export function isDomain(path: string): boolean {
  return domain.test(path);
}

/** Where the MCP SDK may be imported; the benchmark's bare server is what the SDK costs without us. */
export const sdkHomes: readonly RegExp[] = [
  /^packages\/serve\/src\/sdk\//,
  /^tooling\/testkit\//,
  /^tooling\/bench\/src\/servers\/bare-sdk\.ts$/,
  /^tooling\/bench\/peers\/servers\//,
];

/** Whether a file supports tests and so may reach for what its layer may not. */
export function isTestSupport(path: string): boolean {
  return /\.(test|fixture)\.ts$/.test(path) || /\/src\/testing(\/|\.ts$|-)/.test(path);
}
