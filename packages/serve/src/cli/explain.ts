import { type AnyServer, ConfigurationError, ToolError } from '@patchbay/core';
import { fileProblem } from '@patchbay/schemas';
import type { Runtime } from '../runtime.ts';
import { UsageError } from './flag-words.ts';
import { programName } from './help.ts';
import type { Host } from './host.ts';

const closeMs = 500;

/** An error in the operator's words; undefined for one that only a developer can act on. */
export function explain(error: unknown): string | undefined {
  if (error instanceof UsageError) return `${error.message} See --help.`;
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof ToolError) return `${error.message} ${error.hint}`;
  const problem = fileProblem(error);
  const path: unknown = error instanceof Error ? Reflect.get(error, 'path') : undefined;
  // what the system refused is the operator's to mend, wherever in a command it happened
  return problem === undefined || typeof path !== 'string'
    ? undefined
    : `${path} cannot be used: ${problem}.`;
}

/** Ends the process with status 2 and the reason when its server cannot be opened; nothing would mend that later. */
export function endWhenUnusable(server: AnyServer, runtime: Runtime, { stderr }: Host): void {
  runtime.deps.catch(async (error: unknown) => {
    const message = explain(error);
    if (message === undefined) return;
    stderr.write(`${programName(server)}: ${message}\n`);
    await runtime.close(closeMs);
    process.exit(2);
  });
}
