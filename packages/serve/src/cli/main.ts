import type { AnyServer } from '@patchbay/core';
import type { Environment } from '../config.ts';
import { endWhenUnusable, explain } from './explain.ts';
import { type CommandLine, parseCommandLine } from './flags.ts';
import { helpText, programName } from './help.ts';
import { type Host, processHost } from './host.ts';

/** What the process gives the command line. */
export interface CliInput {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly environment: Environment;
}

/** Runs a server's binary; a wrong command line or configuration ends with status 2 and says what would be right. */
export async function runCli(server: AnyServer, { argv, environment }: CliInput): Promise<void> {
  try {
    await dispatch(server, parseCommandLine(argv, server.commands), processHost(environment));
  } catch (error) {
    const message = explain(error);
    if (message === undefined) throw error;
    process.stderr.write(`${programName(server)}: ${message}\n`);
    process.exitCode = 2;
  }
}

async function dispatch(server: AnyServer, line: CommandLine, host: Host): Promise<void> {
  if (line.has('help')) return print(helpText(server));
  if (line.has('version')) return print(`${server.version}\n`);
  switch (line.command) {
    case 'stdio':
      return serveStdio(server, line, host);
    case 'http': {
      const { serveHttp } = await import('./http.ts');
      return serveHttp(server, line, host);
    }
    case 'list': {
      const { list } = await import('./list.ts');
      return list(server, line, host);
    }
    case 'doctor': {
      const { doctor } = await import('./doctor.ts');
      process.exitCode = await doctor(server, line, host);
      return;
    }
    case 'own': {
      const { runOwn } = await import('./own-command.ts');
      return runOwn(server, line, host);
    }
    case 'keys': {
      const { keys } = await import('./keys.ts');
      return keys(server, line, host);
    }
    case 'connect': {
      const { connect } = await import('./connect.ts');
      return connect(server, line, host);
    }
    case 'disconnect': {
      const { disconnect } = await import('./connect.ts');
      return disconnect(server, line, host);
    }
    default:
      return line.command satisfies never;
  }
}

async function serveStdio(server: AnyServer, line: CommandLine, host: Host): Promise<void> {
  const { createRuntime } = await import('../runtime.ts');
  const { runStdio } = await import('../stdio.ts');
  const runtime = await createRuntime(server, {
    environment: host.environment,
    selection: line.selection,
    demo: line.has('demo'),
    transport: 'stdio',
    logLevel: 'warn',
  });
  endWhenUnusable(server, runtime, host);
  runStdio(runtime);
}

function print(text: string): void {
  process.stdout.write(text);
}
