import { tooLarge } from '@patchbay/core';

/** The longest JSON of what belongs to a job, in bytes; what is larger belongs into rows or blobs. */
const maxBytes = { input: 262_144, checkpoint: 262_144, result: 65_536 } as const;

/**
 * A value as JSON.
 *
 * @throws ToolError `too_large` beyond 256 KiB, for a result beyond 64 KiB.
 */
export function boundedJson(what: keyof typeof maxBytes, value: unknown): string {
  const text = JSON.stringify(value ?? null);
  if (Buffer.byteLength(text) <= maxBytes[what]) return text;
  throw tooLarge(`The ${what} of the job is larger than ${maxBytes[what] / 1_024} KiB.`, {
    hint: 'Ask for less at once.',
  });
}
