import { notSecret, plainUrl, secret } from '@patchbay/schemas';
import { z } from 'zod';
import { policy } from './policy.ts';

/** The environment of the CRM server. */
export const crmConfig = z.object({
  CRM_BACKEND: z
    .enum(['store', 'rest'])
    .default('store')
    .describe(
      'Where the data lives: `store`, a database of this server, or `rest`, a lead API that exists already.',
    ),
  DATABASE_URL: secret(z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// URL'))
    .optional()
    .describe('PostgreSQL to use instead of the embedded SQLite file.'),
  CRM_DATABASE_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("The SQLite file; in the user's data directory unless set."),
  CRM_TENANT: z.string().min(1).max(100).default('default').describe('The tenant whose data is served.'),
  CRM_USER: z
    .string()
    .min(1)
    .max(100)
    .default('local')
    .describe('The user on whose behalf a local server acts.'),
  CRM_ROLE: z.enum(policy.roles).default('admin').describe('The role of that user.'),
  CRM_TEAM: z.string().min(1).max(100).optional().describe('The team of that user.'),
  CRM_DEFAULT_COUNTRY: z
    .string()
    .length(2)
    .default('US')
    .describe('Country of telephone numbers without a country code.'),
  CRM_DEFAULT_CURRENCY: z.string().length(3).default('USD').describe('Currency of amounts that name none.'),
  CRM_CURSOR_KEY: secret(z.string().min(32))
    .optional()
    .describe('Secret that signs cursors; the same on all instances.'),
  CRM_REST_URL: plainUrl().optional().describe('Base URL of the lead API, for the `rest` backend.'),
  CRM_REST_AUTH_HEADER: notSecret(z.string(), 'the name of a header')
    .default('authorization')
    .describe('Header that carries the credential of the lead API.'),
  CRM_REST_TOKEN: secret(z.string()).optional().describe('Value of that header, for example `Bearer …`.'),
  CRM_REST_FIELD_MAP: z
    .string()
    .optional()
    .describe('Names of fields in the lead API where they differ, `ours=theirs`, comma-separated.'),
});

/** The parsed environment of the CRM server. */
export type CrmConfig = z.output<typeof crmConfig>;
