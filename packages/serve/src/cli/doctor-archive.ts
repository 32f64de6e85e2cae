import type { AnyServer } from '@patchbay/core';
import { parseEnvironment } from '../config.ts';
import { type DoctorOptions, type Finding, problemOf, within } from './finding.ts';
import type { Host } from './host.ts';

const check = 'backup';
const fix = 'make the store reachable';

/** Whether what the server keeps could be backed up from here; nothing for servers that keep nothing. */
export async function checkArchive(
  server: AnyServer,
  { environment }: Host,
  { deadlineMs }: DoctorOptions,
): Promise<Finding[]> {
  if (server.archive?.check === undefined) return [];
  const config = parseEnvironment(server.config, environment, `${server.name.toUpperCase()}_`);
  try {
    const found = await within(deadlineMs, server.archive.check(config), undefined);
    if (found === undefined) {
      return [{ status: 'warn', check, detail: `no answer within ${deadlineMs} ms`, fix }];
    }
    const { ready, detail } = found;
    return [
      { status: ready ? 'ok' : 'warn', check, detail, ...(found.fix !== undefined && { fix: found.fix }) },
    ];
  } catch (error) {
    return [{ status: 'warn', check, detail: problemOf(error), fix }];
  }
}
