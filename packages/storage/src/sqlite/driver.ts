import type { DatabaseSync, DatabaseSyncOptions } from 'node:sqlite';

type Driver = typeof import('node:sqlite');

let loaded: Driver | undefined;

/** SQLite as Node.js has it, loaded when a file is opened first. */
export function sqliteDriver(): Driver {
  loaded ??= withoutItsWarning(() => process.getBuiltinModule('node:sqlite'));
  return loaded;
}

/** Opens a file. `timeout`, zero unless given, blocks the whole process while another connection holds the file. */
export function openDatabase(file: string, options: DatabaseSyncOptions = {}): DatabaseSync {
  const { DatabaseSync } = sqliteDriver();
  return new DatabaseSync(file, options);
}

/**
 * Node.js 22 says of this module that it is experimental, which is nothing that a user of a server could act on.
 *
 * The warning is given while the module is loaded, so that no other can be lost.
 */
function withoutItsWarning<T>(load: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).startsWith('SQLite is an experimental feature'))
      Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
