import { type ToolError, validationError } from '@patchbay/core';
import type { CellProblem } from '../../../records/read-values.ts';

/** All wrong cells of one record as one error; their values are not repeated. */
export function cellsRefused(problems: readonly CellProblem[]): ToolError {
  return validationError(problems.map(({ field, reason }) => `${field} ${reason}`).join('; '), {
    hint: 'Correct these fields.',
  });
}
