/** A compiled URI template. */
export interface UriTemplate {
  readonly variables: readonly string[];
  /** The decoded variables, or undefined when the URI is not of this family. */
  match(uri: string): Readonly<Record<string, string>> | undefined;
}

const variable = /\{(\+?[a-z][a-z0-9_]*)\}/g;
/** Longer than any URI of ours, short enough that matching stays quick whatever the template. */
const maxLength = 2048;

/** Whether a resource's URI is a template. */
export function isTemplate(uri: string): boolean {
  return uri.includes('{');
}

/**
 * Compiles a template of RFC 6570: `{variable}` is one path segment, `{+variable}` one or several.
 *
 * No segment of a value holds a slash, also not an encoded one, is a dot segment or empty, or has a control character,
 * so that no value can climb out of its place. The scheme is compared without regard to case, the rest exactly.
 *
 * @throws Error for any other expression, two variables in one segment, or two of several segments: such a server does
 * not start.
 */
export function compileTemplate(template: string): UriTemplate {
  const expressions = [...template.matchAll(variable)].map((match) => match[1] ?? '');
  const variables = expressions.map((expression) => expression.replace('+', ''));
  const parts = template.split(variable);
  if (parts.some((part, index) => index % 2 === 0 && /[{}]/.test(part)))
    throw new Error(`${template} has an expression that is neither {variable} nor {+variable}`);
  // two variables in one segment could be told apart in many ways, which hostile URIs would make costly
  if (/\}[^/]*\{/.test(template)) throw new Error(`${template} has two variables in one path segment`);
  if (expressions.filter(isSeveral).length > 1)
    throw new Error(`${template} has two variables of several segments`);
  const source = parts.map((part, index) => (index % 2 === 1 ? capture(part) : literal(part))).join('');
  const pattern = new RegExp(`^${source}$`);
  return {
    variables,
    match(uri) {
      if (uri.length > maxLength) return undefined;
      const values = pattern.exec(withPlainScheme(uri))?.slice(1).map(path);
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

function isSeveral(expression: string): boolean {
  return expression.startsWith('+');
}

function capture(expression: string): string {
  return isSeveral(expression) ? '([^?#]+)' : '([^/?#]+)';
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function path(text: string): string | undefined {
  const segments = text.split('/').map(segment);
  return segments.includes(undefined) ? undefined : segments.join('/');
}

function segment(text: string): string | undefined {
  const value = decode(text);
  const unsafe =
    value === undefined || value === '' || value === '.' || value === '..' || /[/\\\p{Cc}]/u.test(value);
  return unsafe ? undefined : value;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
