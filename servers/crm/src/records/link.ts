import { z } from 'zod';

/** What an activity is about: a record by its kind and id. */
export const recordLink = z.object({ object_type: z.string(), id: z.string() });
