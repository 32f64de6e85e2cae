import { item, prose } from '@patchbay/schemas';
import { z } from 'zod';

/** Severities of the Common Alerting Protocol, from the mildest. */
export const severities = ['unknown', 'minor', 'moderate', 'severe', 'extreme'] as const;

/** One of the severities of the Common Alerting Protocol. */
export type Severity = (typeof severities)[number];

/** One official warning, as issued. */
export const alertSchema = z.object({
  alert_id: z.string(),
  event: item,
  severity: z.enum(severities),
  urgency: item,
  certainty: item,
  headline: z.string(),
  /** The issuer's own words; untrusted data. */
  description: prose.optional(),
  instruction: prose.optional(),
  area: prose,
  onset: z.string().optional(),
  ends: z.string().optional(),
  sender: item,
});

/** One official warning, as issued. */
export type Alert = z.infer<typeof alertSchema>;
