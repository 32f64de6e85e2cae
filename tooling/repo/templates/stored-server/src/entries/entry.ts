import { z } from 'zod';

/** What a caller says of a new entry. */
export const newEntry = z.object({
  title: z.string().trim().min(1).max(200).describe('One line.'),
  text: z.string().trim().min(1).max(10_000).describe('All of it.'),
});

/** An entry as answers show it; fields that the caller's role does not see are missing. */
export const seenEntry = newEntry
  .extend({ entry_id: z.string(), author: z.string(), created_at: z.string() })
  .partial();

/** What a caller says of a new entry. */
export type NewEntry = z.output<typeof newEntry>;

/** An entry as answers show it. */
export type SeenEntry = z.output<typeof seenEntry>;
