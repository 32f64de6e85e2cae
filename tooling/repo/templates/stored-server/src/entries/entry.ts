import { z } from 'zod';

/** What a caller says of a new entry. */
export const newEntry = z.object({
  title: z.string().trim().min(1).max(200).describe('One line.'),
  text: z.string().trim().min(1).max(10_000).describe('All of it.'),
});

/** An entry as answers show it; what some role does not see is optional, and so is the id, which a rehearsal lacks. */
export const seenEntry = newEntry.extend({
  entry_id: z.string().optional(),
  author: z.string().optional(),
  created_at: z.string(),
});

/** A new entry, and one as answers show it. */
export type NewEntry = z.output<typeof newEntry>;
export type SeenEntry = z.output<typeof seenEntry>;
