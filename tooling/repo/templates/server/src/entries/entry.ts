import { z } from 'zod';

/** One entry. */
export const entrySchema = z.object({ entry_id: z.string(), text: z.string() });

/** One entry. */
export type Entry = z.output<typeof entrySchema>;
