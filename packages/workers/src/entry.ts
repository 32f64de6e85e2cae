/**
 * The address of a worker's entry, from source and from a bundle alike.
 *
 * In source it is the file at `path`, relative to the module at `from` (pass `import.meta.url`). A server's bundle is
 * flat: there the same entry lies beside every chunk, under its own name.
 *
 * @example
 * const entry = workerEntry('./extract/extract.worker.ts', import.meta.url);
 */
export function workerEntry(path: `${string}.worker.ts`, from: string): URL {
  if (from.endsWith('.ts')) return new URL(path, from);
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.ts$/, '.js');
  return new URL(`./${name}`, from);
}
