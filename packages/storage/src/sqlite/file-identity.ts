import { statSync } from 'node:fs';
import { unavailable } from '@patchbay/core';

/** Watches that a path still leads to the file that was opened. */
export interface FileIdentity {
  /** @throws ToolError `unavailable` when the file was deleted or another one stands in its place. */
  check(): void;
}

/**
 * Remembers which file a path leads to.
 *
 * On Linux and macOS a file lives on while it is open, so that writes to one that was deleted or replaced would be
 * acknowledged and lost.
 */
export function fileIdentity(file: string): FileIdentity {
  const opened = inodeOf(file);
  return {
    check() {
      if (opened === undefined || inodeOf(file) === opened) return;
      throw unavailable('The file of the database was deleted or replaced while it was in use.', {
        hint: 'Nothing was written. The operator must put the file back, or restart the server.',
      });
    },
  };
}

function inodeOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
