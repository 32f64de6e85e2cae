/** What the bytes of a file are taken for. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A file in pieces. */
export type CsvChunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** The bytes of a file are no text that is known. */
export class UnknownEncoding extends Error {}

const sniffed = 512;

/**
 * The text of a file in pieces, without its byte order mark.
 *
 * Bytes are UTF-16 when a mark or noughts in every other place say so, else UTF-8, or Windows-1252 as long as nothing
 * contradicts it. Texts are taken as they are, save those in which each character is a byte of a UTF-16 file.
 *
 * @throws UnknownEncoding for bytes that are none of these.
 */
export async function* decoded(chunks: CsvChunks): AsyncGenerator<string> {
  let decoder: ReturnType<typeof decoderOf> | undefined;
  let isFirst = true;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? bytesOfUtf16(chunk, isFirst) : chunk;
    if (bytes === undefined) {
      yield isFirst ? String(chunk).replace(/^\uFEFF/, '') : String(chunk);
    } else {
      decoder ??= decoderOf(encodingOf(bytes.subarray(0, sniffed)));
      yield decoder.decode(bytes);
    }
    isFirst &&= chunk.length === 0;
  }
  if (decoder !== undefined) yield decoder.end();
}

/** The bytes behind a text that somebody made by taking each byte of a UTF-16 file for a character. */
function bytesOfUtf16(text: string, isFirst: boolean): Uint8Array | undefined {
  if (!isFirst || !text.slice(0, sniffed).includes('\0')) return undefined;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0xff) return undefined;
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const noughts = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) noughts[at % 2] = (noughts[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = noughts;
  if (odd > head.length / 8 && even <= odd / 4) return 'utf-16le';
  if (even > head.length / 8 && odd <= even / 4) return 'utf-16be';
  return 'utf-8';
}

function decoderOf(encoding: Encoding) {
  return encoding === 'utf-8' ? byteDecoder() : wideDecoder(encoding);
}

function wideDecoder(encoding: 'utf-16le' | 'utf-16be') {
  const decoder = new TextDecoder(encoding);
  return {
    decode: (bytes: Uint8Array) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
  };
}

/** Characters that Windows-1252 does not have, and control characters that no table holds. */
const notWindows = /[\u0081\u008d\u008f\u0090\u009d\0]/;

/**
 * UTF-8, until bytes that are none: if all before were ASCII, the file is Windows-1252, in which both are alike.
 * A character cut by the end of a piece is held back for the next one.
 */
function byteDecoder() {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const windows = new TextDecoder('windows-1252');
  let mode: 'open' | 'utf-8' | 'windows' = 'open';
  let held = new Uint8Array();
  const read = (bytes: Uint8Array): string => {
    if (mode === 'windows') return fromWindows(windows, bytes);
    try {
      const text = utf8.decode(bytes);
      if (text.length < bytes.length) mode = 'utf-8';
      return text;
    } catch {
      if (mode === 'utf-8' || holdsUtf8(bytes)) throw new UnknownEncoding();
      mode = 'windows';
      return fromWindows(windows, bytes);
    }
  };
  return {
    decode(bytes: Uint8Array) {
      const all = new Uint8Array([...held, ...bytes]);
      const kept = mode === 'windows' ? 0 : openEnd(all);
      held = all.slice(all.length - kept);
      return read(all.subarray(0, all.length - kept));
    },
    end: () => (held.length === 0 ? '' : read(held)),
  };
}

/** Whether bytes, not all of which are UTF-8, hold letters of it beside ASCII. */
function holdsUtf8(bytes: Uint8Array): boolean {
  return /[^\0-\x7f\ufffd]/.test(new TextDecoder().decode(bytes));
}

function fromWindows(windows: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string {
  const text = windows.decode(bytes);
  if (notWindows.test(text)) throw new UnknownEncoding();
  return text;
}

/** How many bytes at the end begin a character of UTF-8 that goes on in the next piece. */
function openEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}
