import { isBag } from './bag.ts';
import type { JsonSchema } from './json-schema.ts';

/** One reason why some client would refuse or misread a schema. */
export interface PortabilityFinding {
  /** JSON Pointer of the offending node. */
  readonly pointer: string;
  readonly problem: string;
}

const formats = new Set(['date', 'date-time', 'time', 'email', 'uri', 'uuid']);
const data = new Set(['default', 'const', 'enum', 'examples', 'required']);
const names = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Finds what clients are known to reject in an advertised schema: unions at the root, references, tuples,
 * unknown formats, odd property names; in inputs also lists of types, parameters without a description, and
 * nested objects that take any key, which would swallow a misspelt one.
 */
export function portabilityFindings(schema: JsonSchema, role: 'input' | 'output'): PortabilityFinding[] {
  const findings: PortabilityFinding[] = [];
  if (schema['type'] !== 'object') findings.push({ pointer: '', problem: 'the root is not an object' });
  for (const union of ['anyOf', 'oneOf', 'allOf']) {
    if (union in schema) findings.push({ pointer: '', problem: `the root has ${union}` });
  }
  walk(schema, '', (node, pointer) => {
    if ('$ref' in node) findings.push({ pointer, problem: '$ref is not followed by every client' });
    if ('prefixItems' in node) findings.push({ pointer, problem: 'tuples are not portable' });
    if (node['type'] === 'array' && !isBag(node['items']))
      findings.push({ pointer, problem: 'an array without items' });
    const format = node['format'];
    if (typeof format === 'string' && !formats.has(format))
      findings.push({ pointer, problem: `format ${format} is not portable` });
    if (role === 'input') findings.push(...inputFindings(node, pointer));
    findings.push(...propertyFindings(node, pointer, role));
  });
  return findings;
}

function inputFindings(node: JsonSchema, pointer: string): PortabilityFinding[] {
  if (Array.isArray(node['type'])) return [{ pointer, problem: 'a list of types is not portable' }];
  const open = isBag(node['properties']) && node['additionalProperties'] === undefined;
  return open && pointer !== '' ? [{ pointer, problem: 'the object takes any key; use z.strictObject' }] : [];
}

function propertyFindings(node: JsonSchema, pointer: string, role: 'input' | 'output'): PortabilityFinding[] {
  const properties = node['properties'];
  if (!isBag(properties)) return [];
  const findings: PortabilityFinding[] = [];
  for (const [name, child] of Object.entries(properties)) {
    const at = `${pointer}/properties/${escaped(name)}`;
    if (!names.test(name)) findings.push({ pointer: at, problem: 'the property name is not portable' });
    if (role === 'input' && (!isBag(child) || typeof child['description'] !== 'string')) {
      findings.push({ pointer: at, problem: 'the parameter has no description' });
    }
  }
  return findings;
}

function walk(node: unknown, pointer: string, visit: (node: JsonSchema, pointer: string) => void): void {
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) walk(item, `${pointer}/${index}`, visit);
    return;
  }
  if (!isBag(node)) return;
  visit(node, pointer);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties' && isBag(value)) {
      for (const [name, child] of Object.entries(value))
        walk(child, `${pointer}/properties/${escaped(name)}`, visit);
    } else if (!data.has(key)) {
      walk(value, `${pointer}/${key}`, visit);
    }
  }
}

/** A name as a part of a JSON Pointer (RFC 6901). */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
