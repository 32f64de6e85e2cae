import { z } from 'zod';

/** The environment of the placeholder server. */
export const placeholderConfig = z.object({
  PLACEHOLDER_GREETING: z.string().min(1).default('Hello').describe('First word of every entry.'),
});

/** The parsed environment of the placeholder server. */
export type PlaceholderConfig = z.output<typeof placeholderConfig>;
