import { Readable } from 'node:stream';
import type { z } from 'zod';
import { UpstreamFailure } from './failure.ts';
import type { WireRequest } from './transport.ts';
import type { SendBytesRequest } from './types.ts';

/** What is sent, as it goes to the wire. */
export interface Payload {
  readonly body: WireRequest['body'];
  /** Headers that describe the body. */
  readonly about: Readonly<Record<string, string | undefined>>;
  /** Whether it can be sent a second time. */
  readonly isHeld: boolean;
}

/** The payload of JSON; none when `value` is undefined. */
export function jsonPayload(value: unknown): Payload {
  const body = value === undefined ? undefined : JSON.stringify(value);
  return { body, about: { 'content-type': body && 'application/json' }, isHeld: true };
}

/** The payload of held bytes or of pieces. */
export function bytesPayload(request: SendBytesRequest<z.ZodType>): Payload {
  const { content, contentType, contentLength } = request;
  const type = { 'content-type': contentType };
  if (content instanceof Uint8Array) return { body: content, about: type, isHeld: true };
  const length = contentLength === undefined ? undefined : `${contentLength}`;
  const body = Readable.from(piecesOf(content), { objectMode: false });
  return { body, about: { ...type, 'content-length': length }, isHeld: false };
}

/** Stands for an error of the content's own source, which is neither the dependency's nor ours to word. */
class SourceFailure extends UpstreamFailure {
  constructor(cause: unknown) {
    super('refused', { cause });
  }
}

async function* piecesOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (cause) {
    throw new SourceFailure(cause);
  }
}

/** The error with which a content's source ended an upload; anything else comes back as it is. */
export function withoutSource(error: unknown): unknown {
  return error instanceof SourceFailure ? error.cause : error;
}
