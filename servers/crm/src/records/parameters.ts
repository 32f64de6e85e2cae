import { z } from 'zod';

/** Makes a write safe to repeat. */
export const idempotencyKey = z.string().min(1).max(200).optional().describe('Same key, same effect once.');

/** Guards against overwriting what somebody else changed. */
const expectedVersion = z.int().min(1).optional().describe('Refuse if the version differs.');

/** Computes the answer and changes nothing. */
const dryRun = z.boolean().default(false).describe('Preview only.');

/** What every write takes beside its own arguments. */
export const writeParameters = { idempotency_key: idempotencyKey, dry_run: dryRun } as const;

/** What every write of one existing record takes. */
export const updateParameters = { ...writeParameters, expected_version: expectedVersion } as const;

/** Which fields to return. */
export const fieldsParameter = z
  .array(z.string().max(60))
  .min(1)
  .max(40)
  .optional()
  .describe('Fields to return.');

/** Which lead. */
export const leadId = z.int().min(1).describe('Lead id.');

/** A record as the caller may see it. */
export const seenRecord = z.record(z.string(), z.unknown());

/** What every write gives back beside its own answer. */
export const writtenFields = {
  change_id: z.string().optional(),
  idempotent_replay: z.boolean().optional(),
} as const;
