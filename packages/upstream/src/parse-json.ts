/* Every string, closed or not, matches the first branch whole: that keeps the scan linear and its inside untouched. */
const stringOrBareNumber = /"(?:[^"\\]|\\[\s\S]?)*"?|[-+]?\b(?:nan|inf(?:inity)?)\b/gi;

/**
 * Parses JSON, reading bare `nan`, `NaN`, `Infinity` and `inf` (with or without sign) as null.
 *
 * Open-Meteo writes missing numbers that way in some answers. Strict JSON takes the fast path; text inside strings
 * is never changed. Throws `SyntaxError` on anything else that is not JSON.
 */
export function parseTolerantJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(text.replace(stringOrBareNumber, (match) => (match.startsWith('"') ? match : 'null')));
  }
}
