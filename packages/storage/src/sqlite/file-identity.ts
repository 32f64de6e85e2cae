import { statSync } from 'node:fs';
import { unavailable } from '@patchbay/core';

/** Watches that the paths of a database still lead to the files that are open. */
export interface FileIdentity {
  /** @throws ToolError `unavailable` when one of them was deleted or another one stands in its place. */
  check(): void;
}

/**
 * Remembers which files a database and its write-ahead log are, once they are there.
 *
 * On Linux and macOS a file lives on while it is open, so that writes to one that was deleted or replaced would be
 * acknowledged and lost. SQLite deletes the log only with the last connection, so not while this process has one.
 */
export function fileIdentity(file: string): FileIdentity {
  const watched = [
    { path: file, what: 'file', opened: inodeOf(file) },
    { path: `${file}-wal`, what: 'write-ahead log', opened: inodeOf(`${file}-wal`) },
  ];
  return {
    check() {
      for (const one of watched) {
        const found = inodeOf(one.path);
        one.opened ??= found;
        if (found === one.opened) continue;
        throw unavailable(`The ${one.what} of the database was deleted or replaced while it was in use.`, {
          hint: 'Nothing was written. The operator must put the file back, or restart the server.',
        });
      }
    },
  };
}

function inodeOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
