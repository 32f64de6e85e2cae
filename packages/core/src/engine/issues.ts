import { stripInvisible } from '@patchbay/schemas';
import { z } from 'zod';
import { didYouMean } from './suggest.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const maxShown = 8;
const maxOptions = 40;
const maxNameLength = 64;

/** Every wrong field in one sentence each, with the nearest valid name or value where one is near. */
export function describeIssues(issues: readonly Issue[], input: unknown, schema: z.ZodObject): string {
  const sentences = issues.slice(0, maxShown).map((issue) => sentence(issue, input, schema));
  return `${sentences.join(' ')}${more(issues.length)}`;
}

function sentence(issue: Issue, input: unknown, schema: z.ZodObject): string {
  const field = fieldAt(issue.path);
  const value = valueAt(input, issue.path);
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, issue.path, schema);
  if (issue.code === 'invalid_union') return union(issue, input, schema);
  if (issue.code === 'invalid_value') return oneOf(field, value, issue.values.map(String));
  if (value === undefined && issue.code === 'invalid_type') return `${field} is required.`;
  return `${field}: ${issue.message.replace(/^Invalid input: /, '').replace(/\.$/, '')}.`;
}

function oneOf(field: string, value: unknown, options: readonly string[]): string {
  const shown = options.length > maxOptions ? [...options.slice(0, maxOptions), '…'] : options;
  const guess = typeof value === 'string' ? didYouMean(value, options) : '';
  return `${field} ${value === undefined ? 'is required:' : 'must be'} one of ${shown.join(', ')}.${guess}`;
}

/** A union tells about the alternative that comes nearest, or about its types when none is of the right one. */
function union(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  input: unknown,
  schema: z.ZodObject,
): string {
  const field = fieldAt(issue.path);
  const value = valueAt(input, issue.path);
  // the type of the issue does not say it, but a discriminated union names the values it knows
  const options: unknown = Reflect.get(issue, 'options');
  if (Array.isArray(options)) return oneOf(field, value, options.map(String));
  if (value === undefined) return `${field} is required.`;
  const fitting = issue.errors.filter(([first]) => first?.code !== 'invalid_type' || first.path.length > 0);
  const nearest = fitting.toSorted((a, b) => a.length - b.length)[0];
  if (nearest === undefined) {
    const types = issue.errors.flatMap(([first]) => (first?.code === 'invalid_type' ? [first.expected] : []));
    return `${field} must be ${[...new Set(types)].join(' or ')}.`;
  }
  const within = nearest.map((inner): Issue => ({ ...inner, path: [...issue.path, ...inner.path] }));
  return describeIssues(within, input, schema);
}

function unknownKeys(keys: readonly string[], path: Path, schema: z.ZodObject): string {
  const where = path.length === 0 ? '' : ` of ${fieldAt(path)}`;
  const names = namesAt(schema, path);
  const sentences = keys
    .slice(0, maxShown)
    .map((key) => `${printable(key)} is not a parameter${where}.${didYouMean(key, names)}`);
  return `${sentences.join(' ')}${more(keys.length)}`;
}

function more(count: number): string {
  return count > maxShown ? ` And ${count - maxShown} more.` : '';
}

function fieldAt(path: Path): string {
  return path.length === 0 ? 'The arguments' : path.map((part) => printable(String(part))).join('.');
}

/** Keys come from the caller: they must neither break the line nor fill the answer. */
function printable(key: string): string {
  return stripInvisible(key).text.replace(/\s+/g, ' ').slice(0, maxNameLength);
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, key) =>
      typeof node === 'object' && node !== null && Object.hasOwn(node, key)
        ? Reflect.get(node, key)
        : undefined,
    input,
  );
}

/** The parameter names of the object at a path, as far as the schema leads there without alternatives. */
function namesAt(schema: z.ZodObject, path: Path): readonly string[] {
  const found = path.reduce<unknown>((node, key) => {
    const inner = unwrapped(node);
    if (inner instanceof z.ZodArray) return inner.element;
    return inner instanceof z.ZodObject ? valueAt(inner.shape, [key]) : undefined;
  }, schema);
  const inner = unwrapped(found);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  const wraps =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable;
  return wraps ? unwrapped(schema.unwrap()) : schema;
}
