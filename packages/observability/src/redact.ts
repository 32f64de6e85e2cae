import { copyPlain, type KeyVerdict, type PlainRecord, type PlainValue } from './plain-copy.ts';
import { compileSecrets, type SecretMatcher } from './secret-forms.ts';
import { suspectKey } from './secret-keys.ts';
import { mayHoldSecret, REDACTED, redactPatterns } from './secret-patterns.ts';

const MAX_TEXT = 8_192;
const MAX_REMEMBERED = 1_000;
const MAX_REMEMBERED_LENGTH = 64;

/** Removes secrets from everything that is written down. None of its functions throws. */
export interface Redactor {
  /** Returns the text without secrets, cut at 8,192 characters. */
  text(value: string): string;
  /** Returns a plain, acyclic, bounded copy without secrets of any value, errors with their causes included. */
  value(value: unknown): PlainValue;
  /** The same for a record of log fields. */
  fields(fields: object): PlainRecord;
  /** Adds secrets found at run time, such as rotated keys. */
  addSecrets(secrets: Iterable<string>): void;
}

/**
 * Builds a redactor.
 *
 * `secrets` are configured values (API keys, passwords) of at least four characters that must not appear in any
 * sink: they are removed from every string and key, in raw, escaped, percent-encoded, hexadecimal and base64 form.
 * Beyond them it hides values under secret names, credentials in URLs and headers, PEM blocks and well-known tokens.
 */
export function createRedactor(options: { readonly secrets?: Iterable<string> } = {}): Redactor {
  const known = new Set(options.secrets ?? []);
  const verdicts = new Map<string, KeyVerdict>();
  const innocent = new Set<string>();
  let matcher = compileSecrets(known);

  const text = (value: string): string => redactText(value, matcher, innocent);
  const judge = (key: string): KeyVerdict => {
    const remembered = verdicts.get(key);
    if (remembered !== undefined) return remembered;
    const verdict = { shown: text(key), suspicion: suspectKey(key) };
    if (verdicts.size < MAX_REMEMBERED && key.length <= MAX_REMEMBERED_LENGTH) verdicts.set(key, verdict);
    return verdict;
  };
  const rules = { text, judge };

  return {
    text,
    value: (value) => copyPlain(value, rules),
    fields(fields) {
      const copied = copyPlain(fields, rules);
      return isPlainRecord(copied) ? copied : { value: copied };
    },
    addSecrets(secrets) {
      for (const secret of secrets) known.add(secret);
      matcher = compileSecrets(known);
      verdicts.clear();
    },
  };
}

/**
 * Long texts are searched a little beyond the cut, and the cut falls before anything that could be the beginning
 * of a secret whose end was not seen.
 */
function redactText(value: string, matcher: SecretMatcher | undefined, innocent: Set<string>): string {
  const longest = matcher?.longest ?? 0;
  const seen = value.length > MAX_TEXT + longest ? value.slice(0, MAX_TEXT + longest) : value;
  const hunted = matcher === undefined ? seen : seen.replace(matcher.pattern, REDACTED);
  const clean = redactShapes(hunted, innocent);
  if (value.length <= MAX_TEXT) return clean;
  const certain = seen.length === value.length ? clean.length : Math.max(0, clean.length - longest);
  return `${clean.slice(0, Math.min(MAX_TEXT, certain))}… [${value.length} characters]`;
}

/** Remembers short texts that only look suspicious (`key:reader`), since the same few recur in every log line. */
function redactShapes(text: string, innocent: Set<string>): string {
  if (!mayHoldSecret(text) || innocent.has(text)) return text;
  const clean = redactPatterns(text);
  if (clean !== text || text.length > MAX_REMEMBERED_LENGTH) return clean;
  if (innocent.size >= MAX_REMEMBERED) innocent.clear();
  innocent.add(text);
  return text;
}

function isPlainRecord(value: PlainValue): value is PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
