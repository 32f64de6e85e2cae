/** How sure a field name makes us that its value is a secret: `strong` hides any value, `weak` hides text only. */
export type KeySuspicion = 'strong' | 'weak' | 'none';

const STRONG_WORDS = new Set(
  `password passwords passwd pwd passphrase passcode passkey secret secrets credential credentials
   authorization cookie cookies apikey apikeys bearer jwt otp dsn`.split(/\s+/),
);

const STRONG_COMPOUND =
  /password|passphrase|(?:api|access|secret|private|auth|signing|encryption|master|service|session)_?keys?$|(?:access|refresh|auth|bearer|session|csrf|xsrf|api|security|client)_?tokens?$|setcookie/;

const WEAK_LAST_WORDS = new Set(['token', 'tokens', 'key', 'auth', 'signature', 'sig']);

/** Words that turn a suspicious name into a harmless one when they come last: `secret_name`, `token_count`. */
const BENIGN_LAST_WORDS = new Set(
  `name id ids count counts type types length size version index url uri urls endpoint endpoints server servers
   scheme schemes method methods mode limit budget used usage present configured enabled required supported
   ttl expiry status policy env variable hint prefix`.split(/\s+/),
);

/** Words that make `…_key` or `…_token` a public identifier: `idempotency_key`, `progress_token`. */
const BENIGN_QUALIFIERS = new Set(
  `idempotency primary foreign sort cache public partition row object map dedupe deduplication routing group
   lookup natural composite translation metric label column field json property progress page cursor next
   previous continuation sync max min total input output prompt completion`.split(/\s+/),
);

/**
 * Judges a field, header or parameter name, whatever its case style (`apiKey`, `X-Api-Key`, `API_KEY`).
 *
 * `strong` names (password, authorization, api_key, …) hide every value but booleans; `weak` ones (token, key,
 * auth, …) hide text and containers and leave numbers, since `tokens: 512` is a count.
 */
export function suspectKey(name: string): KeySuspicion {
  const words = splitWords(name);
  const last = words.at(-1);
  if (last === undefined || BENIGN_LAST_WORDS.has(last)) return 'none';
  const qualifier = words.at(-2);
  if (words.some((word) => STRONG_WORDS.has(word))) return 'strong';
  if (STRONG_COMPOUND.test(words.join('_'))) return 'strong';
  if (!WEAK_LAST_WORDS.has(last)) return 'none';
  return qualifier !== undefined && BENIGN_QUALIFIERS.has(qualifier) ? 'none' : 'weak';
}

function splitWords(name: string): string[] {
  return name
    .slice(0, 128)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
