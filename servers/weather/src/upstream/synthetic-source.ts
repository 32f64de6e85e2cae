import { internal, type ToolError } from '@patchbay/core';
import type { GetRequest, GetResult } from '@patchbay/upstream';
import type { z } from 'zod';
import type { JsonSource, StatusFailure } from './json-source.ts';

/** What a contract answers a request with. */
export interface ContractReply {
  readonly status: number;
  readonly body: unknown;
}

/** How the demo asks a contract. */
export interface SyntheticSourceSettings {
  answer(path: string, query: URLSearchParams): ContractReply;
  /** The words for a refusal; undefined leaves it to a general one. */
  mapError(failure: StatusFailure): ToolError | undefined;
}

/**
 * Answers reads from a contract in this process, through the same schemas as answers over HTTP.
 *
 * Nothing is cached: the contract is as fast as a cache, and its present moves on.
 */
export function createSyntheticSource({ answer, mapError }: SyntheticSourceSettings): JsonSource {
  return {
    getJson: async <S extends z.ZodType>(request: GetRequest<S>): Promise<GetResult<z.output<S>>> => {
      request.signal.throwIfAborted();
      const reply = answer(pathOf(request.path), paramsOf(request.query));
      if (reply.status >= 400) throw mapError({ kind: 'status', ...reply }) ?? refused();
      // As over the wire: the contract may give shared or undefined values that JSON would not.
      const value = request.schema.parse(JSON.parse(JSON.stringify(reply.body)));
      return { value, age_ms: 0, stale: false, from: 'network' };
    },
  };
}

function pathOf(path: GetRequest<z.ZodType>['path']): string {
  return typeof path === 'string' ? path : `/${path.map(encodeURIComponent).join('/')}`;
}

function paramsOf(query: GetRequest<z.ZodType>['query'] = {}): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, values] of Object.entries(query)) {
    for (const value of [values].flat()) if (value !== undefined) params.append(key, `${value}`);
  }
  return params;
}

function refused(): ToolError {
  return internal('The demo could not answer this request.', {
    hint: 'Report this: the request was not understood by the synthetic data.',
  });
}
