import { networkProblem } from '@patchbay/schemas';

/** Where a PostgreSQL is: host, port and database, never a credential. */
export function postgresPlace(url: string): string {
  if (!URL.canParse(url)) return 'PostgreSQL';
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  return `PostgreSQL at ${host}:${port || '5432'}, database ${decodeURIComponent(pathname.slice(1)) || 'of the user'}`;
}

/** SQLSTATEs that end a connection before it is one, in words for the operator. */
const refusals: Readonly<Record<string, string>> = {
  '28000': 'it does not let this user in (the user does not exist, or not from here)',
  '28P01': 'it does not accept the password of this user',
  '3D000': 'there is no database of that name',
  '42501': 'this user lacks a permission',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or ending',
};

/** Why a PostgreSQL cannot be used; undefined for what has nothing to do with the connection. */
export function postgresProblem(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code: unknown = Reflect.get(at, 'code');
    const refusal = typeof code === 'string' ? refusals[code] : undefined;
    if (refusal !== undefined) return refusal;
    if (/timeout/i.test(at.message)) return 'it does not answer';
    if (/terminated|closed/i.test(at.message)) return 'the connection was cut';
    if (/SSL|certificate/i.test(at.message)) return 'it and this program agree on no TLS';
    if (/SASL|password/i.test(at.message)) return 'it asks for a password, and none that it takes was given';
  }
  return networkProblem(error);
}
