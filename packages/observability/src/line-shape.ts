import type { Redactor } from './redact.ts';
import type { LogDestination } from './stderr.ts';

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
): (fields: object) => void {
  const head = `{"level":${JSON.stringify(level)},"time":"`;
  const common = `"${members({ ...bindings, ...redactor.fields(fields) })}`;
  const tail = `,"msg":${JSON.stringify(redactor.text(message))}}\n`;
  return (own) => destination.write(head + isoTime() + common + members(redactor.fields(own)) + tail);
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
