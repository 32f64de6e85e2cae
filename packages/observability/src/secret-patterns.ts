import { suspectKey } from './secret-keys.ts';

/** What stands where a secret was. */
export const REDACTED = '[REDACTED]';

const TELL_TALES =
  /:\/\/|-----BEGIN|eyJ|pass|pwd|secret|token|key|auth|cookie|credential|bearer|basic|jwt|otp|dsn|sig|sk-|gh[opsur]_|github_pat|xox|AKIA|AIza|glpat|pb_/i;

const PEM_BLOCK = /-----BEGIN [A-Z0-9 ]{1,40}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,40}-----|$)/g;
const BEARER =
  /\b(bearer|dpop)\s+(?!(?:tokens?|auth\w*|schemes?|credentials?|challenge)\b)[\w.~+/=:%-]{4,}/gi;
const BASIC = /\b([Bb]asic|BASIC)\s+(?=[a-z+/_-]{0,64}[A-Z0-9=])[A-Za-z0-9+/_-]{4,}={0,2}/g;
const URL_USERINFO = /(:\/\/)[^\s/?#@"'<>:]{0,256}(?::(?!\d{1,5}(?:[/?#\s]|$))[^\s@"'<>]{0,512})?@/g;
const CREDENTIAL_HEADER = /\b((?:authorization|cookie)\\*["']?\s{0,4}[:=]\s{0,4}\\*["']?)[^\r\n"'\\]+/gi;
const NAME = /(?<![\w-])([A-Za-z][\w.-]{0,63})(?:\\*["'])?\s{0,4}[=:]\s{0,4}/g;
const VALUE = /"(?:[^"\\]|\\.)*|'(?:[^'\\]|\\.)*|\\+["'](?:[^"'\\]|\\+[^"'\\])*|[^\s&,;"'<>)}\]\\]+/y;
const KNOWN_TOKENS =
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?|\bsk-[\w-]{16,}|\bgh[opsur]_\w{20,}|\bgithub_pat_\w{20,}|\bxox[abeoprs]-[\w-]{10,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{30,}|\bglpat-[\w-]{16,}|\bpb_[a-z][\w-]*_[0-9A-Za-z]{8}_[0-9A-Za-z]{16,}/g;

/** A cheap test that is true of every text that {@link redactPatterns} could change. */
export function mayHoldSecret(text: string): boolean {
  return TELL_TALES.test(text);
}

/**
 * Hides secrets that are recognisable by their shape: credentials after `Bearer` and `Basic`, userinfo and secret
 * parameters of URLs, `name=value` and `"name": "value"` with a secret name, cookies, PEM blocks, JWTs, and the
 * tokens of well-known issuers.
 */
export function redactPatterns(text: string): string {
  const shaped = text
    .replace(PEM_BLOCK, REDACTED)
    .replace(BEARER, `$1 ${REDACTED}`)
    .replace(BASIC, `$1 ${REDACTED}`)
    .replace(URL_USERINFO, `$1${REDACTED}@`)
    .replace(CREDENTIAL_HEADER, `$1${REDACTED}`)
    .replace(KNOWN_TOKENS, REDACTED);
  return hideNamedValues(shaped);
}

/** Finds names first and takes a value only after a suspect one, since values hold further names (`url=…?key=…`). */
function hideNamedValues(text: string): string {
  let clean = '';
  let kept = 0;
  for (const match of text.matchAll(NAME)) {
    const start = match.index + match[0].length;
    if (start < kept || !isSuspect(match[1] ?? '', match[0])) continue;
    VALUE.lastIndex = start;
    const value = VALUE.exec(text)?.[0];
    if (value === undefined || value.startsWith('[REDACTED')) continue;
    clean += `${text.slice(kept, start)}${OPENING_QUOTE.exec(value)?.[0] ?? ''}${REDACTED}`;
    kept = start + value.length;
  }
  return kept === 0 ? text : clean + text.slice(kept);
}

const OPENING_QUOTE = /^\\*["']/;

/** `token=abc` and `"token":"abc"` assign a weak name its value; `unexpected token: x` is prose. */
function isSuspect(name: string, whole: string): boolean {
  const suspicion = suspectKey(name);
  return suspicion === 'strong' || (suspicion === 'weak' && /[="']/.test(whole));
}
