/**
 * What must hold of a body's text before anything parses it.
 *
 * Parsers differ about byte order marks and about bytes that are no UTF-8, so that a body could mean one thing to a
 * check and another to what is checked; and code that walks a value calls itself for every level of it. None of it
 * comes from a client that means well (RFC 8259, section 8.1).
 */
import { isUtf8 } from 'node:buffer';

/** Why a text is not parsed. */
export type TextProblem = 'not_utf8' | 'too_deep';

/** How deep a body may be nested: far deeper than any argument, and far from the end of the stack. */
export const maxDepth = 256;

const [quote, backslash] = [0x22, 0x5c];
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The body, or why it is not parsed. */
export function textIn(body: Buffer): Buffer | TextProblem {
  if (!isUtf8(body) || hasByteOrderMark(body)) return 'not_utf8';
  return isTooDeep(body) ? 'too_deep' : body;
}

/** Whether brackets outside of strings nest too deep; of broken JSON it may say anything, as parsers refuse it. */
function isTooDeep(body: Buffer): boolean {
  // every level takes two brackets, so that most bodies need no look
  if (body.length <= maxDepth * 2) return false;
  let depth = 0;
  let isString = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === quote) isString = !isString;
    else if (isString) at += byte === backslash ? 1 : 0;
    else if (byte === openArray || byte === openObject) depth += 1;
    else if (byte === closeArray || byte === closeObject) depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

function hasByteOrderMark(body: Buffer): boolean {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
}
