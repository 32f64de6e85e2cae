import type { AnyServer } from '@patchbay/core';
import { commonConfig } from '../config.ts';
import { httpPort } from '../ports.ts';
import { type Command, commands, type Flag, flags, portText, usageOf } from './flags.ts';

/** The program's name: `patchbay-weather`. */
export function programName(server: AnyServer): string {
  return `patchbay-${server.name}`;
}

/** The text of `--help`: usage, commands, flags, toolsets and the environment. */
export function helpText(server: AnyServer): string {
  const program = programName(server);
  const own = (server.commands ?? []).map((command) => [usageOf(command), command.summary] as const);
  const flagRows = [
    ...Object.entries<Flag>(flags).map(([name, flag]) => [flagUsage(name, flag), flagHelp(server, flag)] as const),
    ...(server.commands ?? []).flatMap((command) =>
      Object.entries(command.flags ?? {}).map(
        ([name, help]) => [`--${name}`, `${help} (${command.name})`] as const,
      ),
    ),
  ];
  const environment = Object.entries({ ...server.config.shape, ...commonConfig.shape });
  return [
    `${server.title}. ${server.description}`,
    '',
    `Usage: ${program} [${[...own.map(([usage]) => usage), ...Object.keys(commands)].join(' | ')} <client>] [flags]`,
    '',
    'Commands:',
    ...rows([...Object.entries(commands), ...own]),
    '',
    'Flags:',
    ...rows(flagRows),
    '',
    'Toolsets:',
    ...rows(Object.entries(server.toolsets)),
    '',
    'Environment:',
    ...rows(environment.map(([name, schema]) => [name, schema.description ?? ''] as const)),
    '',
    'Examples:',
    `  ${program} --demo`,
    `  ${program} http`,
    `  ${program} keys create --name ci --expires 90d`,
    `  ${program} connect claude-desktop`,
    '',
  ].join('\n');
}

function flagUsage(name: string, flag: Flag): string {
  const value = flag.value === undefined ? '' : ` <${flag.value}>`;
  return `${flag.short === undefined ? '' : `-${flag.short}, `}--${name}${value}`;
}

function flagHelp(server: AnyServer, flag: Flag): string {
  const help = flag.help.replace(portText, `${httpPort(server.name)}`);
  const only: readonly Command[] = flag.commands ?? [];
  return only.length === 0 ? help : `${help} (${only.join(', ')})`;
}

function rows(entries: Iterable<readonly [string, string]>): string[] {
  const all = [...entries];
  const width = Math.min(34, Math.max(...all.map(([name]) => name.length)));
  return all.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}
