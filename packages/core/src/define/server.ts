import type { Logger, McpMetrics, Tracer } from '@patchbay/observability';
import type { z } from 'zod';
import type { Middleware } from '../call.ts';
import type { Caller } from './context.ts';
import type { AnyPrompt } from './prompt.ts';
import type { ResourceDefinition } from './resource.ts';
import type { ResultStore } from './results.ts';
import type { AnyTool } from './tool.ts';
import type { WrittenRow } from './writes.ts';

/** The state of one thing a server depends on. */
export interface DependencyHealth {
  readonly name: string;
  readonly status: 'up' | 'degraded' | 'down' | 'unknown';
  /** Whether the server can do nothing useful without it. */
  readonly required: boolean;
  /** One sentence for whoever asks: what is wrong and what to do. */
  readonly detail?: string;
  /** What only the operator may see: which host, and why. Never a credential. */
  readonly cause?: string;
}

/** What makes the writes of a server happen once, and whole; supplied by the storage package, or by a backend of its own. */
export interface Writes {
  /**
   * Answers a call whose key was used before with the first answer, lets calls with one key wait for each other, and
   * passes on all else. Asked only for calls with a key that are no rehearsals.
   */
  readonly replay: Middleware;
  /** Gives the rest of a call its transaction, which begins at the first write; a rehearsal's is taken back. */
  readonly transact: Middleware;
}

/** What a server runs on once it is opened. */
export interface ServerDeps<Ports = unknown> {
  /** What tools, resources and prompts work with, as `deps` of their context. */
  readonly ports: Ports;
  /** What makes writes happen once, and whole; absent from servers that keep nothing. */
  readonly writes?: Writes;
  /** What tells whether the data could be backed up now, for `doctor`; absent from servers that keep nothing. */
  readonly archive?: Archive;
  /** Where kept results are, for servers of several instances; in memory unless given. */
  readonly results?: ResultStore;
  /** The state of every dependency, without heavy work; `probe` asks for one real round trip each. */
  health(options: {
    readonly probe: boolean;
    readonly signal: AbortSignal;
  }): Promise<readonly DependencyHealth[]>;
  close(): Promise<void>;
}

/** Whether what a server keeps can be backed up from this machine, in words for the operator. */
export interface ArchiveReadiness {
  readonly ready: boolean;
  readonly detail: string;
  /** What to do, when it cannot. */
  readonly fix?: string;
}

/** The data of an opened server, as far as copies of it go. */
export interface Archive {
  check(): Promise<ArchiveReadiness>;
}

/** Folders for files that a server makes, by the customs of the system; each is made when it is first used. */
export interface Paths {
  /** What must not be lost. */
  readonly data: string;
  /** What can be had again. */
  readonly cache: string;
  /** What may go with the process. */
  readonly temporary: string;
}

/** The commands of Redis that servers use, as its drivers have them. */
export interface RedisCommands {
  eval(script: string, keys: number, ...keysAndValues: (string | number)[]): Promise<unknown>;
}

/** The one Redis that instances of a server share; nothing connects before it is first used. */
export interface RedisLink {
  /** @throws Error at once while Redis is known not to answer, else within half a second. */
  run<Result>(work: (redis: RedisCommands) => Promise<Result>): Promise<Result>;
}

/** The way out through a proxy. */
export interface ProxySettings {
  /** The value of HTTPS_PROXY or HTTP_PROXY, such as `http://user:secret@proxy.example:3128`. */
  readonly url: string;
  /** The value of NO_PROXY: hosts, `.suffixes`, `host:port` pairs or `*`, separated by commas. */
  readonly noProxy?: string | undefined;
}

/** What a server's ports may be built from. */
export interface ServerSetup<Config> {
  readonly config: Config;
  /** Whether `--demo` asked for data that needs no network and no set-up. */
  readonly demo: boolean;
  readonly log: Logger;
  /** For instruments of what the ports do; upstream clients take both from here. */
  readonly metrics: McpMetrics;
  readonly tracer: Tracer;
  /** Proxy for requests to upstreams, as the environment names it. */
  readonly proxy: ProxySettings | undefined;
  readonly paths: Paths;
  /** Present where `REDIS_URL` names one. */
  readonly redis: RedisLink | undefined;
}

/** A command of a server's own binary, beside those that every server has. */
export interface ServerCommand<Config = never> {
  /** One word, or two where commands belong together: `pipelines show`. */
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  /** Names of the words after the command, all of which must be given: `['file']`. */
  readonly operands?: readonly string[];
  /** Its own flags, none of which takes a value, with what each does: `{ force: 'Replace …' }`. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Whether it heeds `--demo`, which is refused otherwise: it would work on data that the operator did not mean. */
  readonly demo?: boolean;
  /**
   * Runs it; what it resolves to is printed.
   *
   * @throws ConfigurationError or ToolError in words for the operator.
   */
  run(setup: CommandSetup<Config>): Promise<string>;
}

/** What a server's own command works with. */
export interface CommandSetup<Config> extends ServerSetup<Config> {
  /** The words after the command, as many as it names. */
  readonly operands: readonly string[];
  /** The command's own flags that were given. */
  readonly flags: ReadonlySet<string>;
  /** The working directory, from which names of files count. */
  readonly directory: string;
  /** Tells the operator how far long work is. */
  progress(line: string): void;
}

/** One server as data: what it offers, how it is configured, how its ports are made. */
export interface ServerDefinition<Ports, Config extends z.ZodObject> {
  /** The domain, one word: `weather`. Scopes, the binary and the environment prefix follow from it. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** Durable guidance for the model; at most a few sentences. */
  readonly instructions: string;
  /** The environment variables the server reads, each described; names start with the server's own in capitals. */
  readonly config: Config;
  /** Every toolset with one line saying what it is for. */
  readonly toolsets: Readonly<Record<string, string>>;
  readonly tools: readonly AnyTool<Ports>[];
  readonly resources: readonly ResourceDefinition<Ports>[];
  readonly prompts: readonly AnyPrompt<Ports>[];
  /** Whether the server keeps results for their callers (`context.results`), to be read as `<name>://result/{id}`. */
  readonly results?: boolean;
  /** What each tool's entry in the list costs a model, in o200k tokens; generated, by tool name. */
  readonly tokens?: Readonly<Record<string, number>>;
  /** Ceilings that the checks hold; 19 tools, 5,000 tokens and a bundle of 3 MB unless said otherwise. */
  readonly budget?: {
    readonly tools?: number;
    readonly tokens?: number;
    readonly bundleBytes?: number;
    readonly tarballBytes?: number;
  };
  /** Which lists and readings may change while the server runs; clients can subscribe to those. */
  readonly changes?: {
    readonly tools?: boolean;
    readonly prompts?: boolean;
    readonly resources?: boolean;
    /** The addresses of resources that show a row; a write that is kept announces those of the rows it wrote. */
    shownIn?(row: WrittenRow): readonly string[];
  };
  /** Commands of its own binary, such as `backup` of servers that keep data. */
  readonly commands?: readonly ServerCommand<z.output<Config>>[];
  /** Names of the ports that the backend of this configuration has; all of them unless given. */
  ports?(setup: Pick<ServerSetup<z.output<Config>>, 'config' | 'demo'>): readonly string[];
  /**
   * What a server over invented data says of it in its instructions and in every result, in a few words without a full
   * stop; undefined where the data is real.
   */
  synthetic?(setup: Pick<ServerSetup<z.output<Config>>, 'config' | 'demo'>): string | undefined;
  /** The roles that callers can have, where the domain tells them apart. */
  readonly roles?: readonly string[];
  /** Whether its arguments tell of people: its log lines then hold names and sizes of them unless the operator says otherwise. */
  readonly personalData?: boolean;
  /** Who the user of an unauthenticated, local server is, where the configuration says so. */
  localCaller?(config: z.output<Config>): Partial<Pick<Caller, 'id' | 'tenant' | 'role' | 'team'>>;
  /** Middleware of the server's own, innermost of all. */
  readonly middleware?: readonly Middleware[];
  /**
   * Opens everything that runs. Must not fail because a dependency is down: that is the health report's to tell.
   *
   * @throws ConfigurationError for settings that can never work.
   */
  createDeps(setup: ServerSetup<z.output<Config>>): Promise<ServerDeps<Ports>> | ServerDeps<Ports>;
}

/** A server whose configuration type is erased, as the command line and the tests hold it. */
export type AnyServer<Ports = unknown> = ServerDefinition<Ports, z.ZodObject>;

/**
 * Gives back its argument, typed.
 *
 * @example
 * export const server = defineServer({
 *   name: 'notes',
 *   config: notesConfig,
 *   tools, resources, prompts, tokens,
 *   toolsets: { core: 'Notes.' },
 *   createDeps: (setup) => ({ ports: { notes }, health: async () => [], close: async () => {} }),
 *   // title, version, description, instructions
 * });
 */
export function defineServer<Ports, Config extends z.ZodObject>(
  definition: ServerDefinition<Ports, Config>,
): ServerDefinition<Ports, Config> {
  return definition;
}
