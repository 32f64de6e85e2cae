import { stat } from 'node:fs/promises';
import { ToolError } from '@patchbay/core';
import { asStoreError, fileReason, StorageConfigurationError } from '../errors.ts';

/**
 * Makes sure that a path may be opened as a file: opening a pipe waits for ever, and a device keeps nothing.
 *
 * @returns whether there is a file.
 * @throws StorageConfigurationError for a folder, a pipe, a device or a socket, for a name that SQLite does not take as
 * a path, and where the path cannot be looked at.
 */
export async function requireRegular(file: string): Promise<boolean> {
  if (file === ':memory:' || /^file:/i.test(file)) {
    throw new StorageConfigurationError(`${file} is not the path of a file, which a store needs.`);
  }
  const there = await stat(file).catch((error: unknown) => {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return undefined;
    throw asFileError(error, file);
  });
  if (there === undefined) return false;
  if (there.isDirectory()) throw new StorageConfigurationError(`${file} is a folder, not a file.`);
  if (!there.isFile()) throw new StorageConfigurationError(`${file} is no regular file.`);
  return true;
}

/** Runs a step on a file and names the file and the reason when the operator can do something about a failure. */
export async function onFile<T>(file: string, step: () => Promise<T> | T): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw asFileError(error, file);
  }
}

/** The driver's or the system's error as a sentence for the operator; one that may pass as callers may see it. */
export function asFileError(error: unknown, file: string): unknown {
  if (error instanceof StorageConfigurationError) return error;
  const cause = error instanceof ToolError && error.cause !== undefined ? error.cause : error;
  const reason = fileReason(cause);
  if (reason === undefined) return asStoreError(error);
  return new StorageConfigurationError(`The file ${file} cannot be used: ${reason}.`, { cause });
}
