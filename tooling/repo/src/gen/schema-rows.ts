type Node = Readonly<Record<string, unknown>>;

/** One field of a JSON Schema as a reader sees it. */
export interface SchemaRow {
  /** Where it is: `place.name`, `days[].date`. */
  readonly path: string;
  readonly type: string;
  /** `required`, `optional`, or the default value. */
  readonly presence: string;
  readonly description: string;
}

/** Every field of an object schema, nested ones below their parents. */
export function schemaRows(schema: Node, prefix = ''): readonly SchemaRow[] {
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  return Object.entries(nodeOf(schema['properties'])).flatMap(([name, value]) => {
    const node = nodeOf(value);
    const path = `${prefix}${name}`;
    return [
      {
        path,
        type: typeText(node),
        presence: presenceOf(node, required.has(name)),
        description: textOf(node['description']) ?? '',
      },
      ...nested(node, path),
    ];
  });
}

function nested(node: Node, path: string): readonly SchemaRow[] {
  if ('properties' in node) return schemaRows(node, `${path}.`);
  if ('items' in node) return nested(nodeOf(node['items']), `${path}[]`);
  const object = alternatives(node).find((option) => 'properties' in option || 'items' in option);
  return object === undefined ? [] : nested(object, path);
}

function presenceOf(node: Node, required: boolean): string {
  if (node['default'] !== undefined) return JSON.stringify(node['default']);
  return required ? 'required' : 'optional';
}

/** A schema in a few words: `integer 1–16`, `"day" or "week"`, `array of string`. */
export function typeText(node: Node): string {
  const options = alternatives(node);
  if (options.length > 0) return [...new Set(options.map(typeText))].join(' or ');
  if (Array.isArray(node['enum'])) return node['enum'].map((value) => JSON.stringify(value)).join(' or ');
  if (node['const'] !== undefined) return JSON.stringify(node['const']);
  if (typeof node['$ref'] === 'string') return node['$ref'].split('/').at(-1) ?? 'object';
  if (node['type'] === 'array') {
    const bounds = range(node['minItems'], node['maxItems']);
    return `array of ${bounds === '' ? '' : `${bounds} `}${typeText(nodeOf(node['items']))}`;
  }
  return [plainType(node), range(node['minimum'], node['maximum']), lengthText(node)]
    .filter(Boolean)
    .join(' ');
}

function plainType(node: Node): string {
  const { type, format } = node;
  const name = Array.isArray(type) ? type.join(' or ') : (textOf(type) ?? 'any');
  return typeof format === 'string' ? `${name} (${format})` : name;
}

function lengthText(node: Node): string {
  const bounds = range(node['minLength'], node['maxLength']);
  return bounds === '' ? '' : `${bounds} characters`;
}

function range(low: unknown, high: unknown): string {
  if (typeof low === 'number' && typeof high === 'number') return low === high ? `${low}` : `${low}–${high}`;
  if (typeof low === 'number') return `≥ ${low}`;
  return typeof high === 'number' ? `≤ ${high}` : '';
}

function alternatives(node: Node): readonly Node[] {
  const options = node['anyOf'] ?? node['oneOf'];
  return Array.isArray(options) ? options.map(nodeOf) : [];
}

function nodeOf(value: unknown): Node {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
