/**
 * The acceptance test of the fast lane.
 *
 * A request is accepted only when it is certain to pass every check of the SDK's inbound ladder: plain envelope, plain
 * parameters, headers that mirror the body. Anything else, malformed or merely unusual, is undefined here and goes to
 * the SDK, which so stays the only author of protocol errors. Refusing a good request costs time; accepting a bad one
 * would be a defect.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Era } from '@patchbay/core';
import { type Bag, isBag } from '@patchbay/schemas';
import { metaKeys } from '../../inbound.ts';
import { type Envelope, envelopeOf } from './envelope.ts';
import { hasPlainParams } from './params.ts';

/** A request that the fast lane serves. */
export interface Accepted {
  readonly era: Era;
  readonly id: string | number;
  readonly method: string;
  readonly params: Bag;
  readonly meta: Bag;
  readonly envelope: Envelope | undefined;
}

const modern = '2026-07-28';
const legacyVersions = new Set(['2024-10-07', '2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25']);
const messageKeys = new Set(['jsonrpc', 'id', 'method', 'params']);
const empty: Bag = Object.freeze({});

/** The parameter that the `Mcp-Name` header mirrors (SEP-2243). */
const mirrored: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

/** What the fast lane needs of a message, or undefined when the SDK must judge it. */
export function accept(headers: IncomingHttpHeaders, message: unknown): Accepted | undefined {
  if (!isBag(message) || !isPlainRequest(message)) return undefined;
  const { id, method } = message;
  if ((typeof id !== 'string' && !Number.isSafeInteger(id)) || typeof method !== 'string') return undefined;
  const { params = empty } = message;
  if (!isBag(params)) return undefined;
  const { _meta: meta = empty } = params;
  if (!isBag(meta) || !hasPlainToken(meta) || !hasPlainParams(method, params)) return undefined;
  const common = { id: id as string | number, method, params, meta };
  if (metaKeys.version in meta) {
    if (!mirrorsBody(headers, method, params) || meta[metaKeys.version] !== modern) return undefined;
    const envelope = envelopeOf(meta);
    return envelope === undefined ? undefined : { ...common, era: 'modern', envelope };
  }
  return isLegacy(headers, method) && !hasEnvelope(meta)
    ? { ...common, era: 'legacy', envelope: undefined }
    : undefined;
}

function isPlainRequest(message: Bag): boolean {
  if (message['jsonrpc'] !== '2.0') return false;
  for (const key in message) if (!messageKeys.has(key)) return false;
  return true;
}

/** Whether a message says what only the envelope does; without a version, which the SDK judges. */
function hasEnvelope(meta: Bag): boolean {
  return metaKeys.client in meta || metaKeys.capabilities in meta || metaKeys.logLevel in meta;
}

function hasPlainToken(meta: Bag): boolean {
  const token = meta['progressToken'];
  return token === undefined || typeof token === 'string' || Number.isSafeInteger(token);
}

/** Exact matches only: encoded names (`=?base64?…?=`) are left to the SDK. */
function mirrorsBody(headers: IncomingHttpHeaders, method: string, params: Bag): boolean {
  if (headers['mcp-protocol-version'] !== modern || headers['mcp-method'] !== method) return false;
  const field = mirrored[method];
  if (field === undefined) return headers['mcp-name'] === undefined;
  const name = headers['mcp-name'];
  return typeof name === 'string' && name === params[field] && !name.startsWith('=?');
}

function isLegacy(headers: IncomingHttpHeaders, method: string): boolean {
  if (method === 'server/discover' || headers['mcp-session-id'] !== undefined) return false;
  const version = headers['mcp-protocol-version'];
  return version === undefined || (typeof version === 'string' && legacyVersions.has(version));
}
