/** A compiled URI template whose variables each stand for one path segment. */
export interface UriTemplate {
  readonly variables: readonly string[];
  /** The decoded variables, or undefined when the URI is not of this family. */
  match(uri: string): Readonly<Record<string, string>> | undefined;
}

const variable = /\{([a-z_]+)\}/g;

/** Whether a resource's URI is a template. */
export function isTemplate(uri: string): boolean {
  return uri.includes('{');
}

/**
 * Compiles a template of RFC 6570 level 1, the part of it that MCP clients can complete.
 *
 * A variable never matches a slash, also not an encoded one, so that no value can climb out of its segment.
 */
export function compileTemplate(template: string): UriTemplate {
  const variables = [...template.matchAll(variable)].map((match) => match[1] ?? '');
  const source = template
    .split(variable)
    .map((part, index) => (index % 2 === 1 ? '([^/?#]+)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  const pattern = new RegExp(`^${source}$`, 'i');
  return {
    variables,
    match(uri) {
      const values = pattern.exec(uri)?.slice(1).map(decode);
      if (values === undefined || values.some((value) => value === undefined || value.includes('/')))
        return undefined;
      return Object.fromEntries(variables.map((name, index) => [name, values[index] ?? '']));
    },
  };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
