import { networkError, notFound, permissionDenied, type ToolError, unavailable } from '@patchbay/core';
import type { UpstreamFailure } from '../failure.ts';
import { mapFailure } from '../map-failure.ts';

const closedToStrangers: ReadonlySet<number> = new Set([401, 402, 403, 407]);
const gone: ReadonlySet<number> = new Set([404, 410]);
/** What passes by itself, which the words for dependencies tell well. */
const passing: ReadonlySet<number> = new Set([408, 429]);

/**
 * Words the failure of an address that a caller chose, where it means something else than that of a dependency which
 * the operator did: there is no credential to correct, and another address may help.
 */
export function tellFailure(failure: UpstreamFailure): ToolError {
  const { kind, status = 0 } = failure;
  const cause = failure;
  if (kind === 'network') {
    return networkError('That address could not be reached.', {
      hint: 'Check it, and try again shortly.',
      cause,
    });
  }
  if (closedToStrangers.has(status)) {
    return permissionDenied('That address does not show its content to everybody.', {
      hint: 'Use an address that needs no sign-in, or pass the content itself.',
      cause,
    });
  }
  if (gone.has(status)) {
    return notFound('There is nothing at that address.', {
      hint: 'Check the address, or search for where the content is now.',
      cause,
    });
  }
  if (kind === 'bad_body' || (kind === 'status' && status < 500 && !passing.has(status))) {
    return unavailable('That address did not give its content.', {
      hint: 'Check the address, or use another one.',
      retryable: false,
      cause,
    });
  }
  return mapFailure(failure, { name: 'That address', isWrite: false, isDownload: true });
}
