const SHOWN_APART = new Set(['name', 'message', 'stack', 'cause', 'errors']);

/**
 * Lists what is worth writing down of an error: type, message, stack, its own properties (code, status, …), cause,
 * and the errors of an `AggregateError`. Values are not redacted; a property that throws is left out. Of a client, a
 * socket or whatever else a library hangs on its errors there is only the name of its class.
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
      if (value !== undefined) entries.push([label, isMachinery(value) ? `[${nameOf(value)}]` : value]);
    } catch {
      entries.push([label, '[Unreadable]']);
    }
  }
}

const dataKinds = [Error, Array, Map, Set, Date, RegExp, URL, String, ArrayBuffer] as const;

/** Whether a value is an instance of somebody's class, and no data. */
function isMachinery(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return false;
  return !dataKinds.some((kind) => value instanceof kind);
}

function nameOf(value: object): string {
  const name: unknown = Reflect.get(value.constructor, 'name');
  return typeof name === 'string' && name !== '' ? name : 'object';
}
