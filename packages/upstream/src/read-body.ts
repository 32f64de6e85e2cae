import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { UpstreamFailure } from './failure.ts';

/** The codings this client offers in `accept-encoding`. */
export const acceptEncoding = 'gzip, br, deflate';

type Decompress = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const decompressors: ReadonlyMap<string, Decompress> = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
  ['deflate', promisify(inflate)],
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
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    total += bytes.length;
    if (total > maxBytes) throw new UpstreamFailure('too_large');
    chunks.push(bytes);
  }
  const plain = await decompress(Buffer.concat(chunks), encoding, maxBytes);
  return new TextDecoder().decode(plain);
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

async function decompress(body: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const coding = (encoding ?? 'identity').trim().toLowerCase();
  if (coding === 'identity' || coding === '' || body.length === 0) return body;
  const run = decompressors.get(coding);
  if (!run) throw new UpstreamFailure('bad_body');
  try {
    return await run(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    const isTooLarge = cause instanceof RangeError;
    throw new UpstreamFailure(isTooLarge ? 'too_large' : 'bad_body', { cause });
  }
}
