import { portText, serverPorts } from '@patchbay/serve';
import type { Setting } from './facts.ts';
import { code, notice, table } from './markdown.ts';
import { settingsTable } from './sections.ts';

/** The page of error codes. */
export function errorsPage(
  codes: Readonly<Record<string, { readonly retryable: boolean; readonly meaning: string }>>,
): string {
  const rows = Object.entries(codes).map(([name, { retryable, meaning }]) => [
    code(name),
    retryable ? 'yes' : 'no',
    meaning,
  ]);
  return page(
    'Error codes',
    'Every failed call has one of these codes. A failed tool call has `isError: true`, a text that begins with the code and ends with what to do next, and the same for programs under `_meta["patchbay/error"]`.',
    table(['Code', 'Worth retrying unchanged', 'Meaning'], rows),
  );
}

/** The page of settings that every server has. */
export function configurationPage(settings: readonly Setting[]): string {
  return page(
    'Common configuration',
    'Every server reads these environment variables beside its own. An empty value counts as absent; a misspelt name, or a value that cannot be used, ends the start with a message that says what would be right.',
    settingsTable(settings),
  );
}

/** A flag as the page shows it. */
export interface FlagRow {
  readonly short?: string;
  readonly value?: string;
  readonly help: string;
  readonly commands?: readonly string[];
}

const portsInWords = Object.entries(serverPorts)
  .map(([server, port]) => `${server} ${port}`)
  .join(', ');

/** The page of the servers' command line. */
export function cliPage(
  commands: Readonly<Record<string, string>>,
  flags: Readonly<Record<string, FlagRow>>,
): string {
  const flagRows = Object.entries(flags).map(([name, flag]) => [
    `${flag.short === undefined ? '' : `${code(`-${flag.short}`)}, `}${code(`--${name}${flag.value === undefined ? '' : ` <${flag.value}>`}`)}`,
    flag.commands?.map(code).join(', ') ?? 'all',
    flag.help.replace(portText, portsInWords),
  ]);
  return page(
    'Command line',
    'Every server has one binary, `patchbay-<server>`, with the same commands and flags. An unknown command, flag or name ends with status 2 and the nearest valid one.',
    [
      '## Commands',
      '',
      table(
        ['Command', 'What it does'],
        Object.entries(commands).map(([name, help]) => [code(name), help]),
      ),
      '',
      '## Flags',
      '',
      table(['Flag', 'Commands', 'What it does'], flagRows),
    ].join('\n'),
  );
}

function page(title: string, lead: string, body: string): string {
  return `${notice}\n\n# ${title}\n\n${lead}\n\n${body}\n`;
}
