import type { AnyServer } from '@patchbay/core';
import { commonConfig } from '../config.ts';
import { httpPort } from '../ports.ts';
import { type Command, commands, type Flag, flags, portText, publicName } from './flag-table.ts';
import { bracketed } from './flag-words.ts';
import { usageOf } from './flags.ts';

/** The program's name: `patchbay-weather`. */
export function programName(server: AnyServer): string {
  return `patchbay-${server.name}`;
}

/** The text of `--help`: usage, commands, flags, toolsets and the environment. */
export function helpText(server: AnyServer): string {
  const program = programName(server);
  const own = (server.commands ?? []).map((command) => [usageOf(command), command.summary] as const);
  const flagRows = [
    ...Object.entries<Flag>(flags)
      .filter(([, flag]) => flag.shownFor?.(server) !== false)
      .map(([key, flag]) => [flagUsage(publicName(key, flag), flag), flagHelp(server, flag)] as const),
    ...(server.commands ?? []).flatMap((command) =>
      Object.entries(command.flags ?? {}).map(
        ([name, help]) => [`--${name}`, `${help} (${command.name})`] as const,
      ),
    ),
  ];
  const environment = Object.entries({ ...server.config.shape, ...commonConfig.shape }).filter(
    ([name]) => name !== confirmation || server.tools.some(({ access }) => access === 'delete'),
  );
  return [
    `${server.title}. ${server.description}`,
    '',
    `Usage: ${program} [${[...Object.keys(commands).map(usageOfCommand), ...own.map(([usage]) => usage)].join(' | ')}] [flags]`,
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
    `  ${program} keys create --name ci${roleExample(server)} --expires 90d`,
    `  ${program} connect claude-desktop`,
    '',
  ].join('\n');
}

const operandsOf: Readonly<Record<string, string>> = {
  keys: ' create|list|revoke <id>',
  connect: ' <client>',
  disconnect: ' <client>',
};

function usageOfCommand(name: string): string {
  return `${name}${operandsOf[name] ?? ''}`;
}

/** The setting that only servers with deletions have a use for. */
const confirmation = 'PATCHBAY_CONFIRM' satisfies keyof typeof commonConfig.shape;

function roleExample({ roles }: AnyServer): string {
  return roles === undefined ? '' : ` --role ${roles.at(-1)}`;
}

function flagUsage(name: string, flag: Flag): string {
  const value = flag.value === undefined ? '' : ` ${bracketed(flag.value)}`;
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
