import { join } from 'node:path';
import { type AnyServer, ConfigurationError } from '@patchbay/core';
import { networkProblem, systemCode } from '@patchbay/schemas';
import { runHttp } from '../http/run.ts';
import { pathsOf } from '../paths.ts';
import { httpPort } from '../ports.ts';
import { createRuntime } from '../runtime.ts';
import { endWhenUnusable } from './explain.ts';
import { UsageError } from './flag-words.ts';
import type { CommandLine } from './flags.ts';
import type { Host } from './host.ts';

/** The `http` command. */
export async function serveHttp(server: AnyServer, line: CommandLine, host: Host): Promise<void> {
  const options = {
    host: line.text('host') ?? '127.0.0.1',
    port: portOf(line.text('port') ?? `${httpPort(server.name)}`),
    allowUnauthenticated: line.has('allow-unauthenticated'),
    keysFile: join(pathsOf(host).data, `${server.name}-keys.json`),
  };
  const { selection } = line;
  const runtime = await createRuntime(server, {
    environment: host.environment,
    selection,
    demo: line.has('demo'),
    transport: 'http',
    logLevel: 'info',
  });
  endWhenUnusable(server, runtime, host);
  try {
    await runHttp(runtime, options);
  } catch (error) {
    await runtime.close(closeMs);
    throw listenError(error, options);
  }
}

const closeMs = 500;

/** Why nothing can listen there, for the operator; another error as it is. */
function listenError(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): unknown {
  const reason = systemCode(error) === 'EACCES' ? 'this user may not listen there' : networkProblem(error);
  if (reason === undefined) return error;
  return new ConfigurationError(
    `Nothing can listen at ${host}:${port}: ${reason}. Give another --port or --host, or end the program that is there.`,
  );
}

function portOf(text: string): number {
  const port = Number(text.trim() === '' ? 'none' : text);
  if (/^\d+$/.test(text) && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, not "${text}".`);
}
