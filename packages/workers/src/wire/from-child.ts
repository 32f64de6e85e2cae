import { deserialize } from 'node:v8';
import { type ErrorCode, errorCodes } from '@patchbay/schemas';
import { z } from 'zod';
import type { FromChild } from './messages.ts';

const id = z.number();
const heldMb = z.number();

const message: z.ZodType<FromChild> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({
    type: z.literal('progress'),
    id,
    progress: z.strictObject({
      done: z.number(),
      total: z.number().exactOptional(),
      message: z.string().max(500).exactOptional(),
    }),
  }),
  z.strictObject({ type: z.literal('done'), id, output: z.unknown(), heldMb }),
  z.strictObject({
    type: z.literal('failed'),
    id,
    error: z
      .strictObject({
        code: z.custom<ErrorCode>((value) => typeof value === 'string' && Object.hasOwn(errorCodes, value)),
        message: z.string().max(4_000),
        hint: z.string().max(4_000),
        retryable: z.boolean(),
        retryAfterMs: z.number().optional(),
        details: z.record(z.string(), z.unknown()).optional(),
      })
      .optional(),
    detail: z.string().max(20_000),
    heldMb,
  }),
]);

/** Reads one message of a child; undefined when it is none, as a child that was taken over by its input may send. */
export function readFromChild(payload: Uint8Array): FromChild | undefined {
  try {
    return message.safeParse(deserialize(payload)).data;
  } catch {
    return undefined;
  }
}
