import { coerceAt } from '@patchbay/schemas';
import type { z } from 'zod';
import type { MiddlewareFor } from '../call.ts';
import { describeIssues } from '../engine/issues.ts';
import { validationError } from '../errors.ts';

/**
 * Parses the arguments: strict keys, every wrong field named, the nearest valid name offered.
 *
 * Values whose intended type leaves no doubt are repaired, and the repair is counted.
 */
export function validateInput(): MiddlewareFor {
  return (target) => {
    if (target.kind !== 'tool' && target.kind !== 'prompt') return undefined;
    const schema = (target.kind === 'tool' ? target.tool.input : target.prompt.input).strict();
    return (call, next) => {
      call.input = parse(schema, call.input ?? {}, call.notes);
      return next(call);
    };
  };
}

function parse(schema: z.ZodObject, input: unknown, notes: Record<string, unknown>): unknown {
  const first = schema.safeParse(input);
  if (first.success) return first.data;
  const repaired = coerceAt(input, first.error.issues);
  const second = repaired === undefined ? first : schema.safeParse(repaired.value);
  if (second.success) {
    notes['coercions'] = repaired?.count;
    return second.data;
  }
  const names = Object.keys(schema.shape);
  throw validationError(describeIssues(second.error.issues, repaired?.value ?? input, names), {
    hint: names.length === 0 ? 'It takes no arguments.' : `Its arguments are: ${names.join(', ')}.`,
  });
}
