import { notSecret, plainUrl, secret } from '@patchbay/schemas';
import { storeConfig } from '@patchbay/storage';
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
  ...storeConfig('crm', policy.roles),
  CRM_TEAM: z.string().min(1).max(100).optional().describe('The team of that user.'),
  CRM_DEFAULT_COUNTRY: z
    .string()
    .length(2)
    .default('US')
    .describe('Country of telephone numbers without a country code.'),
  CRM_DEFAULT_CURRENCY: z.string().length(3).default('USD').describe('Currency of amounts that name none.'),
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
