const SHOWN_APART = new Set(['name', 'message', 'stack', 'cause', 'errors']);

/**
 * Lists what is worth writing down of an error: type, message, stack, its own properties (code, status, …), cause,
 * and the errors of an `AggregateError`. Values are not redacted; a property that throws is left out.
 */
export function describeError(error: Error): Array<readonly [string, unknown]> {
  const entries: Array<readonly [string, unknown]> = [];
  add('type', 'name');
  add('message', 'message');
  add('stack', 'stack');
  for (const key of Object.keys(error)) {
    if (!SHOWN_APART.has(key)) add(key, key);
  }
  add('cause', 'cause');
  add('errors', 'errors');
  return entries;

  function add(label: string, key: string): void {
    try {
      const value: unknown = Reflect.get(error, key);
      if (value !== undefined) entries.push([label, value]);
    } catch {
      entries.push([label, '[Unreadable]']);
    }
  }
}
