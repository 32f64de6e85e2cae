import { z } from 'zod';

/** The city of a prompt. */
export const cityArgument = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .describe('City id such as new-york, or any place name.');

/** A free text of a prompt. */
export function textArgument(description: string) {
  return z.string().trim().min(1).max(100).describe(description);
}
