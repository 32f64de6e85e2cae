import { z } from 'zod';

/** Which lead a prompt is about. */
export const leadArgument = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be the number of a lead')
  .describe('Id of the lead.');
