import type { Environment } from '../config.ts';

const secretName =
  /(?:^|_)(?:KEYS?|PEPPER|TOKENS?|SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|CREDENTIALS?|HEADERS|DSN|DATABASE_URL|REDIS_URL|HTTPS?_PROXY)$/;

/** Whether a variable's value must not be shown or copied: by its name, or because it is a URL with credentials. */
export function isSecretVariable(name: string, value = ''): boolean {
  return secretName.test(name) || holdsCredentials(value);
}

/** The values that must appear in no output, for a redactor. */
export function secretValues(environment: Environment, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const value = environment[name];
    return value !== undefined && isSecretVariable(name, value) ? [value] : [];
  });
}

function holdsCredentials(value: string): boolean {
  if (!value.includes('://') || !URL.canParse(value)) return false;
  const { username, password, search } = new URL(value);
  return (
    username !== '' || password !== '' || /[?&](?:[^=&]*(?:key|token|secret|sig|auth|pass))=/i.test(search)
  );
}
