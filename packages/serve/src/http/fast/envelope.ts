/**
 * The per-request envelope of the 2026-07-28 revision: who the client is and what it can do.
 *
 * Only shapes that clients really send are recognised. An envelope that is valid but unusual is undefined here and is
 * read by the SDK instead.
 */
import { type Bag, isBag } from '@patchbay/schemas';
import { metaKeys } from '../../inbound.ts';

/** What an envelope says. */
export interface Envelope {
  readonly client: Bag | undefined;
  readonly capabilities: Bag;
}

const clientKeys = new Set(['name', 'version', 'title', 'description', 'websiteUrl']);
const capabilityMembers: Readonly<Record<string, ReadonlySet<string>>> = {
  roots: new Set(['listChanged']),
  sampling: new Set(['context', 'tools']),
  elicitation: new Set(['form', 'url']),
};

/** Reads an envelope of plain shape. */
export function envelopeOf(meta: Bag): Envelope | undefined {
  if (metaKeys.logLevel in meta) return undefined;
  const capabilities = meta[metaKeys.capabilities];
  if (!isBag(capabilities) || !arePlain(capabilities)) return undefined;
  const client = meta[metaKeys.client];
  if (client === undefined) return { client: undefined, capabilities };
  return isPlainClient(client) ? { client, capabilities } : undefined;
}

function isPlainClient(value: unknown): value is Bag {
  if (!isBag(value) || typeof value['name'] !== 'string' || typeof value['version'] !== 'string')
    return false;
  for (const key in value) if (!clientKeys.has(key) || typeof value[key] !== 'string') return false;
  const url = value['websiteUrl'];
  return url === undefined || (typeof url === 'string' && URL.canParse(url));
}

function arePlain(capabilities: Bag): boolean {
  for (const name in capabilities) {
    const members = Object.hasOwn(capabilityMembers, name) ? capabilityMembers[name] : undefined;
    const value = capabilities[name];
    if (members === undefined || !isBag(value)) return false;
    for (const member in value)
      if (!members.has(member) || !isPlainMember(member, value[member])) return false;
  }
  return true;
}

function isPlainMember(member: string, value: unknown): boolean {
  if (member === 'listChanged') return typeof value === 'boolean';
  if (!isBag(value)) return false;
  for (const _ in value) return false;
  return true;
}
