const HEADER_BYTES = 4;

/** The length that goes before a payload on a stream. */
export function frameHeader(payload: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(payload.byteLength);
  return header;
}

/** What a {@link createFrameReader} finds. */
export interface FrameEvents {
  onFrame(payload: Uint8Array): void;
  /** A frame announces more than the limit; nothing of it is kept and nothing is read from then on. */
  onOversize(): void;
}

/**
 * Cuts a stream into its frames: a length of four bytes, big-endian, then so many bytes.
 *
 * Each payload lies in memory of its own, filled once: views into it need no copy.
 */
export function createFrameReader(maxBytes: number, events: FrameEvents): (chunk: Buffer) => void {
  const header = Buffer.alloc(HEADER_BYTES);
  let headerFilled = 0;
  let payload: Buffer | undefined;
  let payloadFilled = 0;
  let stopped = false;

  const begin = (): void => {
    const length = header.readUInt32BE();
    headerFilled = 0;
    payloadFilled = 0;
    if (length > maxBytes) {
      stopped = true;
      events.onOversize();
    } else payload = Buffer.allocUnsafeSlow(length);
  };

  const deliver = (): void => {
    if (payload === undefined || payloadFilled < payload.length) return;
    const whole = payload;
    payload = undefined;
    events.onFrame(whole);
  };

  return (chunk) => {
    for (let at = 0; at < chunk.length && !stopped; ) {
      if (payload === undefined) {
        const taken = chunk.copy(header, headerFilled, at);
        headerFilled += taken;
        at += taken;
        if (headerFilled === HEADER_BYTES) begin();
      } else {
        const taken = chunk.copy(payload, payloadFilled, at);
        payloadFilled += taken;
        at += taken;
      }
      deliver();
    }
  };
}
