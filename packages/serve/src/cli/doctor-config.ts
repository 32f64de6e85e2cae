import { type AnyServer, ConfigurationError, ToolError } from '@patchbay/core';
import { resolveSelection } from '@patchbay/core/engine';
import type { z } from 'zod';
import { commonConfig, parseEnvironment, prefixOf } from '../config.ts';
import { mustHide } from '../secrets.ts';
import type { Finding } from './finding.ts';
import type { CommandLine } from './flags.ts';
import type { Host } from './host.ts';
import { count } from './text.ts';

/** Every wrong variable, or which ones are set. */
export function checkConfiguration(server: AnyServer, host: Host): Finding[] {
  const wrong = [
    ...complaints(commonConfig, host, 'PATCHBAY_'),
    ...complaints(server.config, host, prefixOf(server)),
  ];
  if (wrong.length === 0) return [{ status: 'ok', check: 'configuration', detail: summary(server, host) }];
  return wrong.map((detail) => ({
    status: 'fail',
    check: 'configuration',
    detail,
    fix: 'correct the variable; --help describes all of them',
  }));
}

/** Whether the selection flags name things that exist and leave something over. */
export function checkSelection(server: AnyServer, line: CommandLine): Finding[] {
  const check = 'selection';
  try {
    const { tools, readOnly } = resolveSelection(server, line.selection);
    const detail = `${tools.size} of ${count(server.tools.length, 'tool')}${readOnly ? ', read-only' : ''}`;
    if (tools.size > 0) return [{ status: 'ok', check, detail }];
    return [{ status: 'warn', check, detail, fix: 'give fewer selection flags, or others' }];
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return [{ status: 'fail', check, detail: error.message, fix: error.hint }];
  }
}

/** The lines of the error, one per variable. */
function complaints(schema: z.ZodObject, { environment }: Host, prefix: string): string[] {
  try {
    parseEnvironment(schema, environment, prefix);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const [, ...lines] = error.message.split('\n');
    return lines.map((text) => text.trim());
  }
}

function summary(server: AnyServer, { environment }: Host): string {
  const settings = Object.entries({ ...server.config.shape, ...commonConfig.shape });
  const set = settings.flatMap(([name, setting]) => {
    const value = environment[name]?.trim() ?? '';
    if (value === '') return [];
    return [mustHide(setting, value) ? `${name} is set` : `${name}=${value}`];
  });
  return set.length === 0 ? 'defaults only' : set.join(', ');
}
