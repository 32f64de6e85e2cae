import {
  ConfigurationError,
  conflict,
  ToolError,
  timeout,
  unavailable,
  validationError,
} from '@patchbay/core';
import { fileProblem } from '@patchbay/schemas';
import { DrizzleQueryError } from 'drizzle-orm';

/** The database cannot be used as it stands; the message is for the operator and says what to do. */
export class StorageConfigurationError extends ConfigurationError {
  override name = 'StorageConfigurationError';
}

/** The code that a driver gave to an error: PostgreSQL's SQLSTATE, or a name of Node.js. */
function driverCode(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

/** SQLite's result codes; those above 255 are extended ones, whose last byte is the primary code. */
const sqliteCodes = {
  ok: 0,
  denied: 3,
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
  foreignKey: 787,
  primaryKey: 1555,
  unique: 2067,
} as const;

type SqliteCode = keyof typeof sqliteCodes;

/** Whether SQLite failed with one of these codes, or with an extension of one. */
function isSqlite(error: unknown, ...codes: readonly SqliteCode[]): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : undefined;
  if (typeof code !== 'number') return false;
  return codes.some((name) => code === sqliteCodes[name] || (code & 0xff) === sqliteCodes[name]);
}

/** Digs out the error that the query builder wrapped together with the statement and its parameters. */
export function unwrapped(error: unknown): unknown {
  let inner = error;
  while (inner instanceof DrizzleQueryError && inner.cause) inner = inner.cause;
  return inner;
}

/** Whether the transaction lost against a concurrent one and may succeed when run again. */
export function isLostRace(error: unknown): boolean {
  return ['40001', '40P01'].includes(driverCode(error));
}

/** Whether the user of a PostgreSQL may not do what was asked. */
export function isForbidden(error: unknown): boolean {
  return driverCode(error) === '42501';
}

/** Whether another process holds a lock on the SQLite file. */
export function isBusy(error: unknown): boolean {
  return isSqlite(error, 'busy');
}

/** Whether a file is damaged, or no SQLite file at all. */
export function isDamaged(error: unknown): boolean {
  return isSqlite(error, 'corrupt', 'notADatabase');
}

/** Whether the driver failed with SQLite's code for success: a backup into a file that is locked ends like that. */
export function isWithoutCause(error: unknown): boolean {
  return isSqlite(error, 'ok');
}

/** Whether the database could not be reached or went away. */
export function isUnreachable(error: unknown): boolean {
  const code = driverCode(error);
  return (
    /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENETUNREACH|EPIPE)/.test(code) ||
    /^(08|57P0[123]|53300)/.test(code) ||
    (error instanceof Error &&
      /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired)/.test(
        error.message,
      ))
  );
}

/** Why a file cannot be used before the operator has done something; undefined for what may pass by itself. */
export function fileReason(error: unknown): string | undefined {
  if (isSqlite(error, 'notADatabase')) return 'it is not a SQLite database';
  if (isSqlite(error, 'corrupt')) return 'it is damaged; restore a backup';
  if (isSqlite(error, 'readOnly')) return 'it is read-only';
  if (isSqlite(error, 'cannotOpen', 'denied'))
    return 'it, or its folder, cannot be opened for writing by this user';
  return fileProblem(error);
}

/** What keeps a database from serving, in words for a caller. */
interface Fault {
  readonly message: string;
  readonly hint: string;
}

const again = 'Try again in a moment.';
const tellOperator = 'Tell the operator; reading may still work.';

/** The fault behind a driver's error that is not about the statement; undefined for all others. */
function faultOf(error: unknown): Fault | undefined {
  const code = driverCode(error);
  if (code === '25006' || isSqlite(error, 'readOnly'))
    return { message: 'The database takes no writes at the moment: it is read-only.', hint: tellOperator };
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT' || isSqlite(error, 'full'))
    return { message: 'The database takes no writes: its disk is full.', hint: tellOperator };
  if (isDamaged(error) || code === 'XX001' || code === 'XX002')
    return { message: 'The database is damaged.', hint: 'Tell the operator, who has backups.' };
  if (isUnreachable(error) || isSystemFault(code) || isSqlite(error, 'ioError', 'cannotOpen'))
    return { message: 'The database cannot be reached.', hint: again };
  return undefined;
}

const fileCodes = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'EISDIR',
  'ENOTDIR',
  'EEXIST',
  'ENOENT',
  'ELOOP',
  'ENAMETOOLONG',
]);

/** Whether the system refused to open or use a file. */
function isSystemFault(code: string): boolean {
  return fileCodes.has(code) || ['EIO', 'EMFILE', 'ENFILE', 'ESTALE', 'EBUSY', 'ENXIO'].includes(code);
}

/** A driver's error as a caller may see it; what only a developer can act on, and a lost race, stay as they are. */
export function asStoreError(inner: unknown): unknown {
  if (inner instanceof ToolError) return inner;
  const code = driverCode(inner);
  if (isBusy(inner)) return busy(inner);
  if (code === '57014' || code === '25P03' || code === '55P03') {
    return timeout('The database did not finish in time.', {
      hint: 'Ask for less at once, or try again.',
      cause: inner,
    });
  }
  const fault = faultOf(inner);
  if (fault !== undefined) return unavailable(fault.message, { hint: fault.hint, cause: inner });
  if (code === '23505' || isSqlite(inner, 'unique', 'primaryKey')) {
    return conflict('Another record already has this value.', {
      hint: 'Look up the existing record and change that one.',
      cause: inner,
    });
  }
  if (code === '23503' || isSqlite(inner, 'foreignKey')) {
    return conflict('Other records depend on this one, or a record it names does not exist.', {
      hint: 'Look up the records involved, then change or remove those first.',
      cause: inner,
    });
  }
  if (code === '22021' || code === '22P05') return nulError(inner);
  return inner;
}

/** A text holds the one character that a database cannot. */
export function nulError(cause?: unknown): ToolError {
  return validationError('A text contains the NUL character (U+0000).', {
    hint: 'Remove it and call again.',
    cause,
  });
}

/** Runs a step of a driver and gives its errors the form in which callers may see them. */
export async function mapped<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw asStoreError(error);
  }
}

/** Somebody else writes, and did so for longer than a caller should wait. */
export function busy(cause?: unknown): ToolError {
  return unavailable('The store is busy with other changes.', {
    hint: 'Try again in a moment, with the same idempotency_key.',
    retryAfterMs: 500,
    cause,
  });
}
