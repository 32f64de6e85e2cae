/** Reads from a URL which part of a server a connection wants to see. */
import { type AnyServer, didYouMean, type Selection, validationError } from '@patchbay/core';
import { resolveSelection } from '@patchbay/core/engine';

const parameters = ['toolsets', 'tools', 'exclude', 'read_only'] as const;
const maxRemembered = 256;

/**
 * Narrows the process's selection by a URL's query: `?toolsets=a,b&tools=c&exclude=d&read_only=true`; a list may
 * be given in several parts.
 *
 * @throws ToolError `validation_error` for an unknown parameter, name or value, so that no typing error can widen
 * what an agent sees.
 */
export function createSelector(server: AnyServer, base: Selection): (query: string) => Selection {
  const remembered = new Map<string, Selection>();
  return (query) => {
    if (query === '') return base;
    const known = remembered.get(query);
    if (known !== undefined) return known;
    const selection = narrow(server, base, new URLSearchParams(query));
    if (remembered.size < maxRemembered) remembered.set(query, selection);
    return selection;
  };
}

function narrow(server: AnyServer, base: Selection, query: URLSearchParams): Selection {
  for (const name of query.keys()) {
    if (parameters.some((parameter) => parameter === name)) continue;
    throw validationError(
      `There is no query parameter "${name.slice(0, 64)}".${didYouMean(name, parameters)}`,
      {
        hint: `Valid parameters are: ${parameters.join(', ')}.`,
      },
    );
  }
  const readOnly =
    new Set(query.getAll('read_only')).size > 1 ? undefined : (query.get('read_only') ?? 'false');
  if (readOnly !== 'true' && readOnly !== 'false') {
    throw validationError('read_only must be true or false.', { hint: 'Write ?read_only=true.' });
  }
  const list = (name: string) =>
    query.has(name)
      ? query
          .getAll(name)
          .flatMap((value) => value.split(','))
          .filter(Boolean)
      : undefined;
  const [toolsets, tools, exclude] = [list('toolsets'), list('tools'), list('exclude')];
  const options = {
    ...(toolsets && { toolsets }),
    ...(tools && { tools }),
    ...(exclude && { exclude }),
    readOnly: readOnly === 'true',
  };
  return resolveSelection(server, options, base);
}
