import type { Redactor } from './redact.ts';
import type { LogDestination } from './stderr.ts';

/**
 * Writes one line: first facts that are written as they are, numbers and words of our own, then fields that are cleaned
 * like those of every line.
 */
export type ShapedLine = (facts: object, fields: object) => void;

/** What lines of one shape have in common. */
export interface LineShape {
  readonly level: string;
  /** In every line of the logger. */
  readonly bindings: object;
  /** In every line of this shape. */
  readonly fields: object;
  readonly message: string;
}

/**
 * Prepares lines of one shape: what they have in common is cleaned and serialised once. The lines are those that pino
 * would write, which does the same work for each of them.
 */
export function shapedLines(
  { level, bindings, fields, message }: LineShape,
  redactor: Redactor,
  destination: LogDestination,
): ShapedLine {
  const head = `{"level":${JSON.stringify(level)},"time":"`;
  const common = `"${members({ ...bindings, ...redactor.fields(fields) })}`;
  const tail = `,"msg":${JSON.stringify(redactor.text(message))}}\n`;
  return (facts, fields) =>
    destination.write(head + isoTime() + common + members(facts) + members(redactor.fields(fields)) + tail);
}

/** The members of a record as they follow others in a JSON text. */
function members(record: object): string {
  const text = JSON.stringify(record);
  return text === '{}' ? '' : `,${text.slice(1, -1)}`;
}

let lastMs = 0;
let lastTime = '';

/** Calls come many to a millisecond, and all of them share its text. */
function isoTime(): string {
  const now = Date.now();
  if (now !== lastMs) {
    lastMs = now;
    lastTime = new Date(now).toISOString();
  }
  return lastTime;
}
