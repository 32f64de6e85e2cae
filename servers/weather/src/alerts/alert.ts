import { z } from 'zod';

/** Severities of the Common Alerting Protocol, from the mildest. */
export const severities = ['unknown', 'minor', 'moderate', 'severe', 'extreme'] as const;

/** One of the severities of the Common Alerting Protocol. */
export type Severity = (typeof severities)[number];

/** One official warning, as issued. */
export const alertSchema = z.object({
  alert_id: z.string(),
  event: z.string(),
  severity: z.enum(severities),
  urgency: z.string(),
  certainty: z.string(),
  headline: z.string(),
  /** The issuer's own words; untrusted data. */
  description: z.string().optional(),
  instruction: z.string().optional(),
  area: z.string(),
  onset: z.string().optional(),
  ends: z.string().optional(),
  sender: z.string(),
});

/** One official warning, as issued. */
export type Alert = z.infer<typeof alertSchema>;
