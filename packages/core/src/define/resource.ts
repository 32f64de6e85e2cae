import type { Completion } from './completion.ts';
import type { CallContext } from './context.ts';
import type { Having, Needing } from './needs.ts';

/** How long a client may keep a reading, and whether caches may share it between callers. */
export interface CachePolicy {
  readonly ttlMs: number;
  readonly scope: 'public' | 'private';
}

/** A concrete resource in the list, for one that is described by a template. */
export interface ListedResource {
  readonly uri: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
}

/** One resource, or a family of them behind a URI template, as data. */
export interface ResourceDefinition<Deps> extends Needing {
  /** snake_case identifier, unique in the server. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
  /** A URI, or a template whose `{variables}` each match one path segment. */
  readonly uri: string;
  readonly cache: CachePolicy;
  /** Scopes beside the server's default for reading. */
  readonly scopes?: readonly string[];
  /** Members of a template's family that are worth listing. */
  readonly listed?: readonly ListedResource[];
  /** Completions of the template's variables. */
  readonly complete?: Readonly<Record<string, Completion<Deps>>>;
  /** Reads it: text as it is, bytes as base64, anything else as JSON. Throws ToolError, `not_found` above all. */
  read(
    variables: Readonly<Record<string, string>>,
    context: CallContext<Deps>,
  ): Promise<string | Uint8Array | object> | string | Uint8Array | object;
}

/**
 * Returns the `resource` function of one server: it gives back its argument, typed against the server's ports. To its
 * reader the ports that it needs are there.
 */
export function resourceFor<Deps>() {
  return <const Need extends keyof Deps = never>(
    definition: ResourceDefinition<Having<Deps, Need>> & { readonly needs?: readonly Need[] },
  ): ResourceDefinition<Deps> => definition;
}
