import { isNotSecret, isSecret } from '@patchbay/schemas';
import { commonConfig } from '@patchbay/serve';
import type { z } from 'zod';
import type { Rule } from './types.ts';

/** Rules about settings. */
export const settingRules: readonly Rule[] = [
  {
    name: 'settings are described and carry the name of the server',
    check: ({ server }) =>
      Object.entries(server.config.shape).flatMap(([name, schema]) => [
        ...(schema.description ? [] : [`${name} has no description`]),
        ...(isOwnSetting(name, server.name)
          ? []
          : [`${name} does not begin with ${server.name.toUpperCase()}_`]),
      ]),
  },
  {
    name: 'settings that may hold credentials are declared secret, or say why they are not',
    check: ({ server }) =>
      [...Object.entries(commonConfig.shape), ...Object.entries(server.config.shape)].flatMap(
        ([name, schema]) => {
          if (isSecret(schema)) return isNotSecret(schema) ? [`${name} is secret and not secret`] : [];
          if (isNotSecret(schema)) return [];
          return [
            ...(credentialName.test(name) ? [`${name} is named like a credential`] : []),
            ...(takesCredentials(schema) ? [`${name} takes URLs with credentials`] : []),
          ].map((why) => `${why}: declare it with secret(), or with notSecret() and a reason`);
        },
      ),
  },
];

const credentialName =
  /(?:^|_)(?:AUTH|COOKIE|CREDENTIAL|DSN|HEADER|KEY|PASS|PASSPHRASE|PASSWD|PASSWORD|PEPPER|PWD|SALT|SECRET|TOKEN)S?(?:_|$)/;

const schemes = [
  'http',
  'https',
  'postgres',
  'postgresql',
  'mysql',
  'redis',
  'rediss',
  'amqp',
  'mongodb',
  's3',
];

/** Whether a schema is one of URLs and lets a user and a password in; a schema of any text at all is none of URLs. */
function takesCredentials(schema: z.ZodType): boolean {
  if (schema.safeParse('no address').success) return false;
  return schemes.some((scheme) => schema.safeParse(`${scheme}://user:word@host.example/path`).success);
}

/** Names that all programs share by custom, or that systems set for them. */
const shared = ['DATABASE_URL'];

function isOwnSetting(name: string, server: string): boolean {
  return name.startsWith(`${server.toUpperCase()}_`) || shared.includes(name);
}
