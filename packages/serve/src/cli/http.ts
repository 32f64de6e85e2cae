import { join } from 'node:path';
import type { AnyServer } from '@patchbay/core';
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
  await runHttp(runtime, options);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, not "${text}".`);
}
