import type { z } from 'zod';
import { didYouMean } from './suggest.ts';

type Issue = z.core.$ZodIssue;

const shown = 8;

/** Every wrong field in one sentence each, with the nearest valid name or value where one is near. */
export function describeIssues(issues: readonly Issue[], input: unknown, names: readonly string[]): string {
  const sentences = issues.slice(0, shown).map((issue) => sentence(issue, input, names));
  const more = issues.length > shown ? ` And ${issues.length - shown} more.` : '';
  return `${sentences.join(' ')}${more}`;
}

function sentence(issue: Issue, input: unknown, names: readonly string[]): string {
  const field = issue.path.length === 0 ? 'The arguments' : issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return unknownKeys(issue.keys, field, issue.path.length === 0 ? names : []);
  const value = valueAt(input, issue.path);
  if (issue.code === 'invalid_value') {
    const options = issue.values.map(String);
    const guess = typeof value === 'string' ? didYouMean(value, options) : '';
    return `${field} must be one of ${options.join(', ')}.${guess}`;
  }
  if (value === undefined && issue.code === 'invalid_type') return `${field} is required.`;
  return `${field}: ${issue.message.replace(/^Invalid input: /, '')}.`;
}

function unknownKeys(keys: readonly string[], field: string, names: readonly string[]): string {
  return keys
    .map((key) => {
      const where = field === 'The arguments' ? '' : ` of ${field}`;
      return `${key.slice(0, 64)} is not a parameter${where}.${didYouMean(key, names)}`;
    })
    .join(' ');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined),
    input,
  );
}
