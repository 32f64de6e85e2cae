import type { Caller } from '@patchbay/core';
import { secret } from '@patchbay/schemas';
import { z } from 'zod';

/** The settings of a stored server whose variables begin with this. */
export type StoreConfig<Prefix extends string, Role extends string> = {
  readonly DATABASE_URL: z.ZodOptional<z.ZodString>;
} & { readonly [Name in `${Prefix}_DATABASE_FILE` | `${Prefix}_CURSOR_KEY`]: z.ZodOptional<z.ZodString> } & {
  readonly [Name in `${Prefix}_TENANT` | `${Prefix}_USER`]: z.ZodDefault<z.ZodString>;
} & {
  readonly [Name in `${Prefix}_ROLE`]: z.ZodDefault<z.ZodEnum<{ readonly [Each in Role]: Each }>>;
};

const identifier = z.string().min(1).max(100);

/**
 * The settings that every stored server has, to be spread into its own: where the data lives, and who a local user is.
 *
 * @param server the server's name, with which the variables begin in capitals.
 * @param roles what that user can be; the first of them unless set otherwise.
 * @example
 * z.object({ ...storeConfig('notes', policy.roles), NOTES_COLOUR: z.string().default('yellow').describe('…') });
 */
export function storeConfig<const Server extends string, Role extends string>(
  server: Server,
  roles: readonly Role[],
): StoreConfig<Uppercase<Server>, Role> {
  const prefix = prefixOf(server);
  const [first] = roles;
  if (first === undefined) throw new Error(`The policy of ${server} has no roles.`);
  const shape = {
    DATABASE_URL: secret(z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// URL'))
      .optional()
      .describe('PostgreSQL to use instead of the embedded SQLite file.'),
    [`${prefix}_DATABASE_FILE`]: z
      .string()
      .min(1)
      .optional()
      .describe("The SQLite file; in the user's data directory unless set."),
    [`${prefix}_TENANT`]: identifier.default('default').describe('The tenant whose data is served.'),
    [`${prefix}_USER`]: identifier.default('local').describe('The user on whose behalf a local server acts.'),
    [`${prefix}_ROLE`]: z.enum(roles).default(first).describe('The role of that user.'),
    [`${prefix}_CURSOR_KEY`]: secret(z.string().min(32))
      .optional()
      .describe('Secret that signs cursors; the same on all instances.'),
  };
  // the compiler does not follow names that are put together from the server's
  return shape as unknown as StoreConfig<Uppercase<Server>, Role>;
}

/** The parsed settings of some server. */
export type AnyConfig = Readonly<Record<string, unknown>>;

const settings = z.object({
  url: z.string().optional(),
  file: z.string().optional(),
  cursorKey: z.string().optional(),
  tenant: z.string(),
  user: z.string(),
  role: z.string(),
  team: z.string().optional(),
});

/** What the settings of a stored server say, without its prefix. */
export type StoreSettings = z.output<typeof settings>;

/** Reads what {@link storeConfig} declared; `team` where the server has a setting for it. */
export function storeSettings(server: string, config: AnyConfig): StoreSettings {
  const prefix = prefixOf(server);
  return settings.parse({
    url: config['DATABASE_URL'],
    file: config[`${prefix}_DATABASE_FILE`],
    cursorKey: config[`${prefix}_CURSOR_KEY`],
    tenant: config[`${prefix}_TENANT`],
    user: config[`${prefix}_USER`],
    role: config[`${prefix}_ROLE`],
    team: config[`${prefix}_TEAM`],
  });
}

/** Who the user of an unauthenticated, local server is, for the server's definition. */
export function storeCaller(
  server: string,
): (config: AnyConfig) => Pick<Caller, 'id' | 'tenant' | 'role' | 'team'> {
  return (config) => {
    const { user, tenant, role, team } = storeSettings(server, config);
    return { id: user, tenant, role, ...(team !== undefined && { team }) };
  };
}

function prefixOf(server: string): string {
  return server.toUpperCase();
}
