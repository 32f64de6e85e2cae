import type { AnyServer } from '@patchbay/core';

/** What a tool may take that declares nothing; the tests of a busy machine need more. */
const usualMs = 5_000;
const patientMs = 100_000;

const known = new WeakMap<AnyServer, AnyServer>();

/**
 * A server whose tools have so much time that only what hangs runs out of it.
 *
 * A tool with a shorter deadline than the usual one keeps it: its test waits for that deadline.
 */
export function patient(server: AnyServer): AnyServer {
  const before = known.get(server);
  if (before !== undefined) return before;
  const tools = server.tools.map((tool) => {
    const { timeoutMs = usualMs } = tool;
    return timeoutMs < usualMs ? tool : { ...tool, timeoutMs: Math.max(timeoutMs, patientMs) };
  });
  // a getter stays one: a server that breaks a rule of the contract may list other things each time
  const made = Object.defineProperties(
    { ...server },
    { ...Object.getOwnPropertyDescriptors(server), tools: { value: tools, enumerable: true } },
  );
  known.set(server, made);
  return made;
}
