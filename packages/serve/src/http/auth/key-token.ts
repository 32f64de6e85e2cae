/**
 * The text of an API key: `pb_<server>_<id><secret><checksum>` in base 62, with an underscore after the id.
 *
 * The id finds the key's record and is no secret; the 32 characters after it carry 190 bits; the checksum tells a
 * mistyped or shortened key from one that never existed, before anything is looked up.
 */
import { createHash, createHmac, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const idLength = 8;
const secretLength = 32;
const checksumLength = 6;

/** How long the keys of a server are, and where their ids stand. */
export interface TokenShape {
  readonly length: number;
  readonly idStart: number;
  readonly idEnd: number;
}

/** The shape of a server's keys. */
export function tokenShape(server: string): TokenShape {
  const idStart = `pb_${server}_`.length;
  const idEnd = idStart + idLength;
  return { idStart, idEnd, length: idEnd + 1 + secretLength + checksumLength };
}

/** Draws a new key for a server. */
export function mintToken(server: string): { readonly id: string; readonly token: string } {
  const id = draw(idLength);
  const body = `pb_${server}_${id}_${draw(secretLength)}`;
  return { id, token: body + checksumOf(body) };
}

/** Why a text cannot be a key of this server: another form, or a typing error. */
export type TokenProblem = 'malformed' | 'checksum';

/** The id inside a key, or why it cannot be one. */
export function readToken(
  server: string,
  token: string,
): { readonly id: string } | { readonly problem: TokenProblem } {
  const { length, idStart, idEnd } = tokenShape(server);
  const isShaped = token.length === length && token.startsWith(`pb_${server}_`) && token[idEnd] === '_';
  if (!isShaped || !/^[0-9A-Za-z_]+$/.test(token)) return { problem: 'malformed' };
  const body = token.slice(0, -checksumLength);
  if (checksumOf(body) !== token.slice(-checksumLength)) return { problem: 'checksum' };
  return { id: token.slice(idStart, idEnd) };
}

/** How a key is digested; its name stands before the digest. */
export type DigestScheme = 'sha256' | 'hmac-sha256';

/** The digest that is stored in a key's place; a pepper makes a stolen store useless without it. */
export function digestToken(token: string, pepper: string | undefined): string {
  const scheme: DigestScheme = pepper === undefined ? 'sha256' : 'hmac-sha256';
  return `${scheme}:${digestBytes(token, scheme, pepper).toString('hex')}`;
}

/** The digest's bytes under a scheme; without its pepper no key matches a peppered digest. */
export function digestBytes(token: string, scheme: DigestScheme, pepper: string | undefined): Buffer {
  if (scheme === 'sha256') return createHash('sha256').update(token).digest();
  return pepper === undefined ? Buffer.alloc(32) : createHmac('sha256', pepper).update(token).digest();
}

function draw(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

function checksumOf(body: string): string {
  let rest = crc32(body);
  let text = '';
  for (let place = 0; place < checksumLength; place += 1) {
    text = alphabet[rest % alphabet.length] + text;
    rest = Math.floor(rest / alphabet.length);
  }
  return text;
}
