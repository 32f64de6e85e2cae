import type { LogDestination } from './stderr.ts';

/** A destination that keeps what is logged. */
export interface LogSink {
  readonly destination: LogDestination;
  /** Every line so far as written. */
  text(): string;
  /** Every line so far, parsed; a line that is not a JSON object is an error. */
  lines(): Array<Record<string, unknown>>;
}

/** Creates a destination that keeps its lines in memory. */
export function memoryLog(): LogSink {
  let written = '';
  return {
    destination: {
      write(line) {
        written += line;
      },
    },
    text: () => written,
    lines: () => written.split('\n').slice(0, -1).map(parseLine),
  };
}

function parseLine(line: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null) throw new TypeError(`not a log line: ${line}`);
  return { ...parsed };
}
