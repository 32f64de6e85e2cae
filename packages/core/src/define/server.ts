import type { Logger, McpMetrics, Tracer } from '@patchbay/observability';
import type { z } from 'zod';
import type { Middleware } from '../call.ts';
import type { Caller } from './context.ts';
import type { AnyPrompt } from './prompt.ts';
import type { ResourceDefinition } from './resource.ts';
import type { AnyTool } from './tool.ts';

/** The state of one thing a server depends on. */
export interface DependencyHealth {
  readonly name: string;
  readonly status: 'up' | 'degraded' | 'down' | 'unknown';
  /** Whether the server can do nothing useful without it. */
  readonly required: boolean;
  /** One sentence for the operator: what is wrong and what to do. */
  readonly detail?: string;
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

/** What every server's ports have in common: they can be asked how they are, and put away. */
export interface ServerDeps {
  /** What makes writes happen once, and whole; absent from servers that keep nothing. */
  readonly writes?: Writes;
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
}

/** One server as data: what it offers, how it is configured, how its ports are made. */
export interface ServerDefinition<Deps extends ServerDeps, Config extends z.ZodObject> {
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
  readonly tools: readonly AnyTool<Deps>[];
  readonly resources: readonly ResourceDefinition<Deps>[];
  readonly prompts: readonly AnyPrompt<Deps>[];
  /** What each tool's entry in the list costs a model, in o200k tokens; generated, by tool name. */
  readonly tokens?: Readonly<Record<string, number>>;
  /** Ceilings that the checks hold; 19 tools and 5,000 tokens unless said otherwise. */
  readonly budget?: { readonly tools?: number; readonly tokens?: number };
  /** Which lists and readings may change while the server runs; clients can subscribe to those. */
  readonly changes?: { readonly tools?: boolean; readonly prompts?: boolean; readonly resources?: boolean };
  /** Copies what the server keeps to a file and back; absent from servers that keep nothing. */
  readonly archive?: {
    /** Copies a consistent state while servers run; resolves to one sentence for the operator. */
    backup(config: z.output<Config>, file: string): Promise<string>;
    /** Puts a checked copy in the place of what is there; resolves to one sentence for the operator. */
    restore(config: z.output<Config>, file: string): Promise<string>;
    /** Whether a backup could be made now, for `doctor`. */
    check?(config: z.output<Config>): Promise<ArchiveReadiness>;
  };
  /** Names of the ports that the backend of this configuration has; all of them unless given. */
  ports?(setup: Pick<ServerSetup<z.output<Config>>, 'config' | 'demo'>): readonly string[];
  /** The roles that callers can have, where the domain tells them apart. */
  readonly roles?: readonly string[];
  /** Who the user of an unauthenticated, local server is, where the configuration says so. */
  localCaller?(config: z.output<Config>): Partial<Pick<Caller, 'id' | 'tenant' | 'role' | 'team'>>;
  /** Middleware of the server's own, innermost of all. */
  readonly middleware?: readonly Middleware[];
  /** Builds the ports. Must not fail because a dependency is down: that is the health report's to tell. */
  createDeps(setup: ServerSetup<z.output<Config>>): Promise<Deps> | Deps;
}

/** A server whose configuration type is erased, as the command line and the tests hold it. */
export type AnyServer<Deps extends ServerDeps = ServerDeps> = ServerDefinition<Deps, z.ZodObject>;

/** Gives back its argument, typed. */
export function defineServer<Deps extends ServerDeps, Config extends z.ZodObject>(
  definition: ServerDefinition<Deps, Config>,
): ServerDefinition<Deps, Config> {
  return definition;
}
