/** A compiled URI template whose variables each stand for one path segment. */
export interface UriTemplate {
  readonly variables: readonly string[];
  /** The decoded variables, or undefined when the URI is not of this family. */
  match(uri: string): Readonly<Record<string, string>> | undefined;
}

const variable = /\{([a-z][a-z0-9_]*)\}/g;
/** Longer than any URI of ours, short enough that matching stays quick whatever the template. */
const maxLength = 2048;

/** Whether a resource's URI is a template. */
export function isTemplate(uri: string): boolean {
  return uri.includes('{');
}

/**
 * Compiles a template of RFC 6570 level 1, the part of it that MCP clients can complete.
 *
 * A variable matches neither a slash, also not an encoded one, nor a dot segment or a control character, so that no
 * value can climb out of its segment. The scheme is compared without regard to case, the rest exactly.
 *
 * @throws Error for an expression that is not a plain variable, or two in one segment: such a server does not start.
 */
export function compileTemplate(template: string): UriTemplate {
  const variables = [...template.matchAll(variable)].map((match) => match[1] ?? '');
  const parts = template.split(variable);
  if (parts.some((part, index) => index % 2 === 0 && /[{}]/.test(part)))
    throw new Error(`${template} has an expression that is not a plain {variable}`);
  // two variables in one segment could be told apart in many ways, which hostile URIs would make costly
  if (/\}[^/]*\{/.test(template)) throw new Error(`${template} has two variables in one path segment`);
  const source = parts
    .map((part, index) => (index % 2 === 1 ? '([^/?#]+)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  const pattern = new RegExp(`^${source}$`);
  return {
    variables,
    match(uri) {
      if (uri.length > maxLength) return undefined;
      const values = pattern.exec(withPlainScheme(uri))?.slice(1).map(segment);
      if (values === undefined || values.includes(undefined)) return undefined;
      return Object.fromEntries(variables.map((name, index) => [name, values[index] ?? '']));
    },
  };
}

/** Schemes are case-insensitive (RFC 3986 §3.1); templates write theirs in lower case. */
export function withPlainScheme(uri: string): string {
  const end = uri.indexOf(':');
  return `${uri.slice(0, end).toLowerCase()}${uri.slice(end)}`;
}

function segment(text: string): string | undefined {
  const value = decode(text);
  const unsafe = value === undefined || value === '.' || value === '..' || /[/\\\p{Cc}]/u.test(value);
  return unsafe ? undefined : value;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
