import { holdsCredentials, isSecret } from '@patchbay/schemas';
import type { z } from 'zod';
import type { Environment } from './config.ts';

/** Whether a setting's value must not be shown or copied: it was declared so, or is a URL with credentials. */
export function mustHide(setting: z.core.$ZodType, value: string): boolean {
  return isSecret(setting) || holdsCredentials(value);
}

/** The values that must appear in no output, for a redactor: those of the settings of all the given schemas. */
export function secretValues(environment: Environment, ...configs: readonly z.ZodObject[]): string[] {
  return configs.flatMap(({ shape }) =>
    Object.entries(shape).flatMap(([name, setting]) => {
      const value = environment[name];
      return value !== undefined && mustHide(setting, value) ? [value] : [];
    }),
  );
}
