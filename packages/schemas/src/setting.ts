import { z } from 'zod';

/**
 * Declares a setting whose value must appear in no log, report or file.
 *
 * @example secret(z.string().min(32)).optional().describe('Key of the upstream.')
 */
export function secret<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ secret: true });
}

/** Declares that a setting may be shown although its name or kind is one of a secret's, with the reason. */
export function notSecret<Schema extends z.ZodType>(schema: Schema, reason: string): Schema {
  return schema.meta({ notSecret: reason });
}

/** An http or https address that holds no credentials, which would have no place where addresses are shown. */
export function plainUrl(): z.ZodURL {
  return z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => !holdsCredentials(url),
      'must not hold credentials, which belong in a setting of their own',
    );
}

/** Whether a setting was declared with {@link secret}, whatever was wrapped around it since. */
export function isSecret(schema: z.core.$ZodType): boolean {
  return says(schema, 'secret', (said) => said === true);
}

/** Whether a setting was declared with {@link notSecret}. */
export function isNotSecret(schema: z.core.$ZodType): boolean {
  return says(schema, 'notSecret', (reason) => typeof reason === 'string' && reason.trim() !== '');
}

/** Whether a text is a URL with a user, a password, or a parameter that is named like a credential. */
export function holdsCredentials(text: string): boolean {
  if (!text.includes('://') || !URL.canParse(text)) return false;
  const { username, password, search } = new URL(text);
  return (
    username !== '' || password !== '' || /[?&](?:[^=&]*(?:key|token|secret|sig|auth|pass))=/i.test(search)
  );
}

/** Looks at a schema and at all it wraps, since `optional`, `default` and their like keep what they wrap as it is. */
function says(schema: z.core.$ZodType, key: string, holds: (said: unknown) => boolean): boolean {
  const own: unknown = z.globalRegistry.get(schema)?.[key];
  return holds(own) || wrappedBy(schema).some((inner) => says(inner, key, holds));
}

function wrappedBy({ _zod: { def } }: z.core.$ZodType): readonly z.core.$ZodType[] {
  const parts: unknown[] = ['innerType', 'in', 'out', 'options'].map((key) => Reflect.get(def, key));
  return parts.flat().filter((part) => part instanceof z.core.$ZodType);
}
