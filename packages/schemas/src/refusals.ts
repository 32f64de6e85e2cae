import { conflict, type ToolError, validationError } from './tool-error.ts';

/** The refusal of a write whose caller saw another version of the record than there is now. */
export function versionConflict(current: number, expected: number): ToolError {
  return conflict(`The record has version ${current}, not ${expected}: it was changed meanwhile.`, {
    hint: 'Read the record again and repeat the call with its version, if the change still makes sense.',
    details: { current_version: current },
  });
}

/** The refusal of a cursor that was forged, or that another list or other arguments returned. */
export function foreignCursor(): ToolError {
  return validationError('cursor does not belong to this list with these filters.', {
    hint: 'Repeat the call that returned it with the same filters and sort, or leave cursor out to start from the first page.',
  });
}
