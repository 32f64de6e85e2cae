import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import {
  brotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  gunzip,
  inflate,
} from 'node:zlib';
import { UpstreamFailure } from './failure.ts';

/** The codings this client offers in `accept-encoding`. */
export const acceptEncoding = 'gzip, br, deflate';

/** How one coding is undone, at once or piece by piece. */
interface Coding {
  whole(body: Buffer, options: { maxOutputLength: number }): Promise<Buffer>;
  pieces(): NodeJS.ReadWriteStream;
}

const gzip: Coding = { whole: promisify(gunzip), pieces: createGunzip };
const codings: ReadonlyMap<string, Coding> = new Map([
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['br', { whole: promisify(brotliDecompress), pieces: createBrotliDecompress }],
  ['deflate', { whole: promisify(inflate), pieces: createInflate }],
]);

/**
 * Reads an answer's body as UTF-8 text, decompressed, never holding more than `maxBytes` before or after.
 *
 * Throws `too_large` past the bound and `bad_body` for a coding it does not know or that does not decode; either way
 * the socket is given up. Errors of the stream itself pass through.
 */
export async function readBody(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
): Promise<string> {
  return new TextDecoder().decode(await readBytes(body, encoding, maxBytes));
}

/** Reads an answer's body whole, decompressed; bounds and errors are those of `readBody`. */
export async function readBytes(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of upTo(body, maxBytes)) chunks.push(chunk);
  return await decompress(Buffer.concat(chunks), encoding, maxBytes);
}

/**
 * Reads an answer's body piece by piece, decompressed, asking for more only as it is read.
 *
 * Throws as `readBody` does, but for what does not decode: that is zlib's own error. Returning early gives up the
 * socket.
 */
export function streamBody(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  const coding = codingOf(encoding);
  if (coding === undefined) return upTo(body, maxBytes);
  const sent = (source: Readable) => upTo(source, maxBytes);
  const plain = pipeline(body, sent, coding.pieces(), () => {});
  return upTo(plain, maxBytes);
}

async function* upTo(body: AsyncIterable<unknown>, maxBytes: number): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of body) {
    const bytes = toBuffer(chunk);
    total += bytes.length;
    if (total > maxBytes) throw new UpstreamFailure('too_large');
    yield bytes;
  }
}

function toBuffer(chunk: unknown): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError('a body came in pieces that are not bytes');
}

/** Reads at most `maxBytes` of an error answer; undefined when it is longer or unreadable. */
export async function readErrorBody(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
): Promise<string | undefined> {
  try {
    return await readBody(body, encoding, maxBytes);
  } catch {
    return undefined;
  }
}

/** The coding of an answer; undefined when it has none. Throws `bad_body` for one this client does not know. */
function codingOf(encoding = 'identity'): Coding | undefined {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || name === '') return undefined;
  const coding = codings.get(name);
  if (!coding) throw new UpstreamFailure('bad_body');
  return coding;
}

async function decompress(body: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  if (body.length === 0) return body;
  const coding = codingOf(encoding);
  if (coding === undefined) return body;
  try {
    return await coding.whole(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    const isTooLarge = cause instanceof RangeError;
    throw new UpstreamFailure(isTooLarge ? 'too_large' : 'bad_body', { cause });
  }
}
