import { pino } from 'pino';
import { type ShapedLine, shapedLines } from './line-shape.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { type LogDestination, stderrDestination } from './stderr.ts';

/** Log levels, from the most to the least talkative. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** One of {@link LOG_LEVELS}; `silent` writes nothing. */
export type LogLevel = (typeof LOG_LEVELS)[number];
type WrittenLevel = Exclude<LogLevel, 'silent'>;

/** Takes fields and a message; both pass through the redactor. An error belongs in the field `err`. */
export type LogMethod = (fields: object, message: string) => void;

/** Structured lines with levels. No method throws. */
export interface Logger extends Readonly<Record<WrittenLevel, LogMethod>> {
  /** Returns a logger that adds these fields to every line. */
  child(bindings: object): Logger;
  /**
   * Prepares lines that share fields and a message, for what is logged often.
   */
  shaped(level: WrittenLevel, fields: object, message: string): ShapedLine;
  /** True when a line of this level would be written. */
  isEnabled(level: WrittenLevel): boolean;
  /** Resolves when every line so far has reached the destination. */
  flush(): Promise<void>;
}

/** What {@link createLogger} needs to know. */
export interface LoggerOptions {
  readonly level: LogLevel;
  /** The server's name and version, in every line. */
  readonly name: string;
  readonly version: string;
  /** Without one, only shapes and names of secrets are hidden, not configured values. */
  readonly redactor?: Redactor;
  /** Standard error when absent; never standard output, which carries the protocol. */
  readonly destination?: LogDestination;
}

/**
 * Creates a logger that writes one JSON object per line: `level` (label), `time` (ISO 8601), `pid`, `name`,
 * `version`, the bindings, the fields, and `msg`. A fatal line is written before the call returns.
 */
export function createLogger(options: LoggerOptions): Logger {
  const destination = options.destination ?? stderrDestination();
  const redactor = options.redactor ?? createRedactor();
  const base = { pid: process.pid, name: options.name, version: options.version };
  const lines = pino(
    {
      level: options.level,
      base,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => error },
    },
    destination,
  );
  return wrap({ lines, bindings: base, redactor, destination });
}

interface Parts {
  readonly lines: pino.Logger;
  /** What pino adds to every line; its own `bindings()` leaves the process out. */
  readonly bindings: object;
  readonly redactor: Redactor;
  readonly destination: LogDestination;
}

function wrap({ lines, bindings, redactor, destination }: Parts): Logger {
  const method = (level: WrittenLevel): LogMethod => {
    if (!lines.isLevelEnabled(level)) return ignore;
    return (fields, message) => lines[level](redactor.fields(fields), redactor.text(message));
  };
  return {
    trace: method('trace'),
    debug: method('debug'),
    info: method('info'),
    warn: method('warn'),
    error: method('error'),
    fatal: method('fatal'),
    child(added) {
      const clean = redactor.fields(added);
      return wrap({ lines: lines.child(clean), bindings: { ...bindings, ...clean }, redactor, destination });
    },
    shaped(level, fields, message) {
      if (!lines.isLevelEnabled(level)) return ignore;
      return shapedLines({ level, bindings, fields, message }, redactor, destination);
    },
    isEnabled: (level) => lines.isLevelEnabled(level),
    flush: async () => destination.flush?.(),
  };
}

function ignore(): void {}
