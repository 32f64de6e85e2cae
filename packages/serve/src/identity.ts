import type { AnyServer } from '@patchbay/core';

/** Who a server says it is, in handshakes and beside results. */
export function serverIdentity({ name, title, version }: AnyServer): {
  readonly name: string;
  readonly title: string;
  readonly version: string;
} {
  return { name: `patchbay-${name}`, title, version };
}
