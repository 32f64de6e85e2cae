import { hash } from 'node:crypto';
import { validationError } from '@patchbay/core';

type QueryValue = string | number | boolean;

/** Query parameters; a list repeats its key, undefined is left out. */
export type Query = Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;

/** A path below the base URL; list its segments where one of them comes from a caller, to have it encoded. */
export type Path = string | readonly string[];

/** The fixed part of every address of one upstream. */
export interface Base {
  readonly origin: string;
  /** Without a trailing slash; empty for the root. */
  readonly prefix: string;
}

/** Reads a base URL. Throws `TypeError` when it is not http(s), or carries a query or a credential. */
export function parseBase(baseUrl: URL | string, name: string): Base {
  const url = URL.parse(`${baseUrl}`);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`The base URL of ${name} must be an http or https URL.`);
  }
  if (url.search || url.hash || url.username || url.password) {
    throw new TypeError(
      `The base URL of ${name} must carry no query, fragment or credential; use secretQuery or headers.`,
    );
  }
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}

/**
 * Writes a path and query in canonical form: one slash in front, keys sorted, no base path, no secret.
 *
 * Throws `validation_error` for a `.` or `..` segment, which would climb out of the base path, and `TypeError` for a
 * string path with `?`, `#` or a backslash in it.
 */
export function canonicalResource(path: Path, query: Query = {}): string {
  if (typeof path === 'string' && /[?#\\]/.test(path)) {
    throw new TypeError('A path must not contain ?, # or a backslash: pass a query, or list the segments.');
  }
  const segments =
    typeof path === 'string' ? path.replace(/^\/+/, '').split('/') : path.map(encodeURIComponent);
  if (segments.some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    throw validationError('An id must not be "." or "..".', {
      hint: 'Use an id exactly as an earlier result gave it.',
    });
  }
  const search = canonicalQuery(query);
  return `/${segments.join('/')}${search && `?${search}`}`;
}

function canonicalQuery(query: Query): string {
  const params = new URLSearchParams();
  for (const key of Object.keys(query).sort()) {
    for (const value of [query[key]].flat()) {
      if (value !== undefined) params.append(key, `${value}`);
    }
  }
  return params.toString();
}

/** Appends the secret parameters to a resource; what comes out goes to the wire and nowhere else. */
export function wirePath(
  base: Base,
  resource: string,
  secretQuery: Readonly<Record<string, string>>,
): string {
  const secrets = new URLSearchParams(secretQuery).toString();
  if (!secrets) return base.prefix + resource;
  return `${base.prefix}${resource}${resource.includes('?') ? '&' : '?'}${secrets}`;
}

/** Lower-cases header names and merges left to right; undefined values are left out. */
export function mergeHeaders(
  ...layers: readonly (Readonly<Record<string, string | undefined>> | undefined)[]
): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [name, value] of layers.flatMap((layer) => Object.entries(layer ?? {}))) {
    if (value !== undefined) merged[name.toLowerCase()] = value;
  }
  return merged;
}

/**
 * Fingerprints a request's own headers for a cache key, so that answers for different users or languages never mix.
 *
 * A hash, since such a header may be a credential; empty when there are none.
 */
export function headersKey(headers: Readonly<Record<string, string | undefined>> | undefined): string {
  const own = Object.entries(mergeHeaders(headers)).sort(([a], [b]) => (a < b ? -1 : 1));
  return own.length === 0 ? '' : hash('sha256', JSON.stringify(own));
}
