import { z } from 'zod';

/** Which fields to return. */
export const fieldsParameter = z
  .array(z.string().max(60))
  .min(1)
  .max(40)
  .optional()
  .describe('Fields to return.');

/** Which lead. */
export const leadId = z.int().min(1).describe('Lead id.');
