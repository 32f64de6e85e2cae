import { isBag } from './bag.ts';
import type { JsonSchema } from './json-schema.ts';

/** One reason why some client would refuse or misread a schema. */
export interface PortabilityFinding {
  /** JSON Pointer of the offending node. */
  readonly pointer: string;
  readonly problem: string;
}

const formats = new Set(['date-time', 'int32', 'int64', 'float', 'double']);
const data = new Set(['default', 'const', 'enum', 'examples', 'required']);
const names = /^[A-Za-z0-9_-]{1,64}$/;

/** Keywords that Gemini's subset of OpenAPI lacks and that change what a value is, so that no client can just drop them. */
const unknownToGemini = [
  'oneOf',
  'allOf',
  'not',
  'const',
  'patternProperties',
  'propertyNames',
  '$defs',
  'if',
];

/**
 * Finds what clients and model APIs are known to reject in an advertised schema.
 *
 * Anthropic: unions at the root, references, property names beyond letters, digits, `_`, `.` and `-`. Gemini: a node
 * without type, formats beyond `date-time`, lists of types, tuples, objects without properties, enumerations of other
 * than texts, `anyOf` beside other keywords. Besides, parameters without a description, and nested objects that take
 * any key without being told to, which would swallow a misspelt one.
 *
 * Sources: the `Schema` of the Gemini API and of Vertex AI, errors of both, Anthropic's reference of tool definitions.
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
  const gemini = geminiProblems(node, pointer).map((problem) => ({ pointer, problem }));
  return [...gemini, ...closednessFindings(node, pointer)];
}

function geminiProblems(node: JsonSchema, pointer: string): string[] {
  const { type, enum: values, properties, required, anyOf } = node;
  const names = isBag(properties) ? Object.keys(properties) : [];
  // an additionalProperties is dropped on the way, with all that it says
  if (pointer.endsWith('/additionalProperties')) return [];
  return [
    ...(type === undefined && anyOf === undefined ? ['Gemini refuses a value without type'] : []),
    ...(anyOf !== undefined && Object.keys(node).length > 1 ? ['Gemini takes nothing beside anyOf'] : []),
    ...(values !== undefined && type !== 'string' ? ['Gemini takes enumerations of texts only'] : []),
    ...(type === 'object' && names.length === 0 && pointer !== ''
      ? ['Gemini refuses an object without properties']
      : []),
    ...(Array.isArray(required) && required.some((name) => !names.includes(String(name)))
      ? ['Gemini refuses a required name that is no property']
      : []),
    ...unknownToGemini
      .filter((keyword) => keyword in node)
      .map((keyword) => `Gemini does not know ${keyword}`),
  ];
}

function closednessFindings(node: JsonSchema, pointer: string): PortabilityFinding[] {
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
