import { z } from 'zod';
import { leadStatus } from '../../leads/status.ts';
import type { FieldMap } from './field-map.ts';

const text = z.string().nullish();
const instant = z
  .string()
  .refine((value) => /(?:Z|[+-]\d\d:?\d\d)$/i.test(value) && !Number.isNaN(Date.parse(value)))
  .transform((value) => new Date(value).toISOString());
const id = z.union([
  z.int().min(1),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);
const textId = z.union([z.string().min(1), z.int().transform(String)]);
const ownerId = textId.nullish();

const leadRow = z.object({
  lead_id: id,
  name: z.string(),
  status: leadStatus,
  first_name: text,
  last_name: text,
  email: text,
  phone_e164: text,
  company_name: text,
  title: text,
  status_changed_at: instant.nullish(),
  lost_reason: text,
  // a score is a whole number here, whatever it is over there
  score: z.number().transform(Math.round).nullish(),
  source: text,
  owner_id: ownerId,
  owner_name: text,
  owner_team: text,
  notes: text,
  street: text,
  city: text,
  postal_code: text,
  region: text,
  country: text,
  birth_date: text,
  external_id: textId.nullish(),
  last_activity_at: instant.nullish(),
  version: z.int().nullish(),
  created_at: instant.nullish(),
  updated_at: instant.nullish(),
  url: text,
});

const activityRow = z.object({
  activity_id: textId,
  kind: z.string(),
  subject: z.string(),
  body: text,
  occurred_at: instant.nullish(),
  due_at: instant.nullish(),
  done_at: instant.nullish(),
  owner_id: ownerId,
  owner_name: text,
  owner_team: text,
  created_at: instant.nullish(),
  updated_at: instant.nullish(),
});

/** A lead as the API gave it, under our names. */
export type LeadRow = z.output<typeof leadRow>;

/** An activity as the API gave it. */
export type ActivityRow = z.output<typeof activityRow>;

/** What the API's answers must be, for one map of fields. */
export type LeadSchemas = ReturnType<typeof leadSchemas>;

/**
 * Builds the schemas of an API's answers; once per backend, since their identity is part of cache keys.
 *
 * An id may be a number or digits, an instant any RFC 3339 text with an offset; fields that we do not know are dropped.
 */
export function leadSchemas(map: FieldMap) {
  const renamed = (record: unknown): unknown => (isRecord(record) ? map.fromApi(record) : record);
  const lead = z.preprocess(renamed, leadRow);
  return {
    lead,
    details: z.preprocess(renamed, leadRow.extend({ activities: z.array(activityRow).optional() })),
    page: z.object({ leads: z.array(lead), total: z.int().min(0).optional() }),
  } as const;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
