import { createHash } from 'node:crypto';
import { internal, tooLarge } from '@patchbay/core';

/** What a blob is written from: bytes, or a stream of them, which may be a `ReadableStream` or a `Readable`. */
export type BlobSource = Uint8Array | AsyncIterable<Uint8Array>;

/** A content: its SHA-256 as 64 hexadecimal digits, and its length. */
export interface BlobFacts {
  readonly hash: string;
  readonly bytes: number;
}

/** How large the pieces are in which contents are written and read, in bytes. */
export const pieceBytes = 262_144;

/** Whether a text is the hash of a content, and so safe to make a path of. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Counts and hashes what passes through. */
export interface Measure {
  /** @throws ToolError `too_large`. */
  add(bytes: Uint8Array): void;
  facts(): BlobFacts;
}

/** Measures one content of at most this many bytes. */
export function measure(maxBytes: number): Measure {
  const hash = createHash('sha256');
  let total = 0;
  return {
    add(bytes) {
      total += bytes.byteLength;
      if (total > maxBytes) {
        throw tooLarge(`The content is larger than ${maxBytes} bytes.`, { hint: 'Send a smaller one.' });
      }
      hash.update(bytes);
    },
    facts: () => ({ hash: hash.digest('hex'), bytes: total }),
  };
}

/** Cuts a source into pieces of the same size, but for the last. */
export async function* piecesOf(source: BlobSource, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const part of source instanceof Uint8Array ? [source] : source) {
    signal?.throwIfAborted();
    for (let start = 0; start < part.byteLength; ) {
      const piece = part.subarray(start, start + pieceBytes - length);
      held.push(piece);
      length += piece.byteLength;
      start += piece.byteLength;
      if (length < pieceBytes) continue;
      yield Buffer.concat(held);
      held = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(held);
}

/** Passes pieces on. @throws ToolError `internal` after the last one, when they are not those of the hash. */
export async function* checked(pieces: AsyncIterable<Uint8Array>, hash: string): AsyncGenerator<Uint8Array> {
  const seen = measure(Number.POSITIVE_INFINITY);
  for await (const piece of pieces) {
    seen.add(piece);
    yield piece;
  }
  if (seen.facts().hash !== hash) throw damaged();
}

/** A content that is known cannot be read. */
export function damaged(cause?: unknown) {
  return internal('The stored content is missing or damaged.', {
    hint: 'Tell the operator: a backup may still have it.',
    cause,
  });
}
