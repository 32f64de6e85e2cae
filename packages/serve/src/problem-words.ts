import type { z } from 'zod';

const types: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  date: 'a date',
};

const formats: Readonly<Record<string, string>> = {
  url: 'a URL, such as https://example.com',
  email: 'an e-mail address',
  date: 'a date, such as 2027-01-31',
  datetime: 'a time, such as 2027-01-31T12:00:00Z',
};

/** What is wrong with a setting, in words for the operator that follow its name and never repeat its value. */
export function problemWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${types[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return bound(
        issue.origin,
        Number(issue.minimum),
        issue.exact ?? false,
        issue.inclusive ?? true,
        'least',
      );
    case 'too_big':
      return bound(
        issue.origin,
        Number(issue.maximum),
        issue.exact ?? false,
        issue.inclusive ?? true,
        'most',
      );
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return formats[issue.format] === undefined
        ? ownWords(issue.message)
        : `must be ${formats[issue.format]}`;
    default:
      return ownWords(issue.message);
  }
}

function bound(
  origin: string,
  limit: number,
  exact: boolean,
  inclusive: boolean,
  side: 'least' | 'most',
): string {
  const amount = limit.toLocaleString('en-US', { useGrouping: false });
  if (origin === 'string' || origin === 'array' || origin === 'set') {
    const what = origin === 'string' ? 'characters' : 'entries';
    return exact ? `must have exactly ${amount} ${what}` : `must have at ${side} ${amount} ${what}`;
  }
  if (inclusive) return `must be at ${side} ${amount}`;
  return side === 'least' ? `must be more than ${amount}` : `must be less than ${amount}`;
}

/** A message that the setting's schema brings along; the library's own says nothing to an operator. */
function ownWords(message: string): string {
  return /^(Invalid|Too |Unrecognized)/.test(message) ? 'is not understood' : message;
}
