import { coerceAt } from '@patchbay/schemas';
import type { z } from 'zod';
import type { MiddlewareFor } from '../call.ts';
import { isReadOnly } from '../define/access.ts';
import { inputOf, partWrite } from '../define/writes.ts';
import { describeIssues } from '../engine/issues.ts';
import { type ToolError, validationError } from '../errors.ts';
import { withoutInjected } from './injected-arguments.ts';

/** A repair can uncover another: a list in quotes holds numbers in quotes. */
const maxRepairs = 3;
/** Nobody means so many mistakes; repairing them would only cost time. */
const maxIssues = 1000;

/**
 * Parses the arguments: strict keys but for what clients add by themselves, every wrong field named, the nearest valid
 * name offered.
 *
 * Values whose intended type leaves no doubt are repaired, and the repair is counted.
 */
export function validateInput(): MiddlewareFor {
  return (target) => {
    if (target.kind !== 'tool' && target.kind !== 'prompt') return undefined;
    const schema = target.kind === 'tool' ? inputOf(target.tool) : target.prompt.input.strict();
    // prompts are filled in by people
    const own = target.kind === 'tool' ? withoutInjected(schema) : undefined;
    const writes = target.kind === 'tool' && !isReadOnly(target.access);
    return (call, next) => {
      const given = call.input ?? {};
      const parsed = parse(schema, own?.(given) ?? given, call.notes);
      const parts = writes ? partWrite(parsed) : { input: parsed, write: undefined };
      call.input = parts.input;
      call.write = parts.write;
      return next(call);
    };
  };
}

function parse(
  schema: z.ZodObject,
  input: unknown,
  notes: Record<string, unknown>,
): Readonly<Record<string, unknown>> {
  let value = input;
  let coercions = 0;
  for (let repairs = 0; ; repairs += 1) {
    const parsed = schema.safeParse(value);
    if (parsed.success) {
      if (coercions > 0) notes['coercions'] = coercions;
      return parsed.data;
    }
    const { issues } = parsed.error;
    const repairable = repairs < maxRepairs && issues.length <= maxIssues;
    const repaired = repairable ? coerceAt(value, issues) : undefined;
    if (repaired === undefined) throw refusal(schema, issues, value);
    value = repaired.value;
    coercions += repaired.count;
  }
}

function refusal(schema: z.ZodObject, issues: readonly z.core.$ZodIssue[], value: unknown): ToolError {
  const names = Object.keys(schema.shape);
  return validationError(describeIssues(issues, value, schema), {
    hint: names.length === 0 ? 'It takes no arguments.' : `Its arguments are: ${names.join(', ')}.`,
  });
}
