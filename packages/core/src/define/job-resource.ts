import type { Job } from '@patchbay/schemas';
import type { Caller } from './context.ts';
import type { ResourceDefinition } from './resource.ts';

/** Reads the jobs of a server. */
export interface JobReader {
  /** @throws ToolError `not_found` for a job that does not exist or is another caller's. */
  get(id: string, context: { readonly caller: Caller; readonly signal: AbortSignal }): Promise<Job>;
}

/**
 * The resource `<server>://job/{id}`, by which a job is read: its progress, then its result.
 *
 * @param jobsOf finds the jobs among the server's ports.
 * @param tool the undo tool, which cancels jobs: without it nobody is offered any.
 */
export function jobResource<Deps>(
  server: string,
  jobsOf: (deps: Deps) => JobReader,
  tool: string,
): ResourceDefinition<Deps> {
  return {
    name: `${server}_job`,
    title: 'Job',
    description: 'How far a job is, then its result or why it failed. The undo tool cancels it by its id.',
    mimeType: 'application/json',
    uri: `${server}://job/{id}`,
    tool,
    cache: { ttlMs: 1000, scope: 'private' },
    read: ({ id = '' }, { deps, caller, signal }) => jobsOf(deps).get(id, { caller, signal }),
  };
}
