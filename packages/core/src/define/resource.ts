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
  /** That of its family unless given. */
  readonly mimeType?: string;
}

/** One page of a list that a function makes. */
export interface ResourceList {
  readonly items: readonly ListedResource[];
  /** Where the next page begins; absent on the last one. */
  readonly next_cursor?: string;
}

/** What a reading is, where its kind depends on what is read; an object is one when it has these keys and no other. */
export interface TypedContent {
  readonly mimeType: string;
  readonly content: string | Uint8Array | object;
  /** Where it goes on, and a sentence that says so. */
  readonly next?: { readonly uri: string; readonly note: string };
}

/** A resource as core serves it: one that a server declares, or one of core's own. */
export interface ServedResource<Deps> extends Needing {
  /** snake_case identifier, unique in the server. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The tool that gives a model the same, its mirror: the resource is offered exactly where that tool is. */
  readonly tool?: string;
  /** What every reading is; left out where each says so itself. */
  readonly mimeType?: string;
  /** A URI, or a template: each `{variable}` is one path segment, one `{+variable}` one or several. */
  readonly uri: string;
  readonly cache: CachePolicy;
  /** Scopes beside the server's default for reading. */
  readonly scopes?: readonly string[];
  /** The deadline of one reading, or of one page of the list, in milliseconds; 5,000 unless said otherwise. */
  readonly timeoutMs?: number;
  /** Members of a template's family that everybody sees listed. */
  readonly listed?: readonly ListedResource[];
  /**
   * One page of the members that the caller may see; they are listed after those that everybody sees.
   *
   * @throws ToolError `validation_error` for a cursor that it never gave.
   */
  list?(context: CallContext<Deps>, cursor: string | undefined): Promise<ResourceList> | ResourceList;
  /** Completions of the template's variables. */
  readonly complete?: Readonly<Record<string, Completion<Deps>>>;
  /**
   * Reads it: text as it is, bytes as base64, anything else as JSON.
   *
   * What is larger than a result may be is given in pages. Throws ToolError, `not_found` above all.
   */
  read(
    variables: Readonly<Record<string, string>>,
    context: CallContext<Deps>,
  ): Promise<string | Uint8Array | object | TypedContent> | string | Uint8Array | object | TypedContent;
}

/** One resource, or a family of them behind a URI template, as data. */
export interface ResourceDefinition<Deps> extends ServedResource<Deps> {
  /** Of a server's own there always is one, since many clients cannot read resources. */
  readonly tool: string;
}

/**
 * Returns the `resource` function of one server: it gives back its argument, typed against the server's ports. To its
 * reader the ports that it needs are there.
 *
 * @example
 * export const resource = resourceFor<NotesPorts>();
 */
export function resourceFor<Deps>() {
  return <const Need extends keyof Deps = never>(
    definition: ResourceDefinition<Having<Deps, Need>> & { readonly needs?: readonly Need[] },
  ): ResourceDefinition<Deps> => definition;
}
