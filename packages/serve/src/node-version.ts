/** The oldest Node.js that the servers run on, as their packages declare it. */
export const oldestNode = '22.19';

/** Whether a version of Node.js is older than the servers need. */
export function isOlder(version: string): boolean {
  const given = version.split('.').map(Number);
  const oldest = oldestNode.split('.').map(Number);
  const major = Number(given[0]) - Number(oldest[0]);
  return major < 0 || (major === 0 && Number(given[1]) < Number(oldest[1]));
}

/**
 * Says in one sentence that this Node.js is too old, and sets the exit code, where that is so.
 *
 * Written for whatever Node.js reads modules at all: nothing newer than 2018, no imports.
 */
export function isNodeTooOld(): boolean {
  const version = process.versions.node;
  if (!isOlder(version)) return false;
  process.stderr.write(
    `This program needs Node.js ${oldestNode} or newer and was started by ${version}: install a current one from https://nodejs.org and start it again.\n`,
  );
  process.exitCode = 1;
  return true;
}
