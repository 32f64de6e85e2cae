import { ToolError } from '@patchbay/schemas';

/** An answer worth having even when one of its sources fails; a call that was given up stays given up. */
export async function ifReadable<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  const [read] = await Promise.allSettled([reading]);
  if (read.status === 'fulfilled') return read.value;
  if (read.reason instanceof ToolError && read.reason.code !== 'cancelled') return undefined;
  throw read.reason;
}
