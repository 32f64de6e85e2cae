/**
 * Freezes plain objects and arrays in place, all the way down, so that callers may share one value.
 *
 * Instances such as Date or Map keep their own mutability; typed arrays cannot be frozen. Already frozen branches
 * are taken as done.
 */
export function deepFreeze(root: unknown): void {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (!isPlain(value) || Object.isFrozen(value)) continue;
    Object.freeze(value);
    for (const child of Object.values(value)) {
      if (typeof child === 'object') pending.push(child);
    }
  }
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
