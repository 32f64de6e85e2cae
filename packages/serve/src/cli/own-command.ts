import type { AnyServer } from '@patchbay/core';
import { createLogger, createRegistry, declareMcpMetrics, noopTracer } from '@patchbay/observability';
import { commonConfig, configOf, parseEnvironment } from '../config.ts';
import { openSetup } from '../setup.ts';
import type { CommandLine } from './flags.ts';
import type { Host } from './host.ts';

/**
 * Runs a command of the server's own and prints what it says.
 *
 * @throws ConfigurationError for settings or a state that the operator must mend.
 */
export async function runOwn(server: AnyServer, line: CommandLine, host: Host): Promise<void> {
  const command = server.commands?.find(({ name }) => name === line.own);
  if (command === undefined) return;
  const common = parseEnvironment(commonConfig, host.environment, 'PATCHBAY_');
  const log = createLogger({
    level: common.PATCHBAY_LOG_LEVEL ?? 'warn',
    name: `patchbay-${server.name}`,
    version: server.version,
  });
  const { redis, ...setup } = openSetup({
    common,
    config: configOf(server, host.environment),
    demo: line.has('demo'),
    place: host,
    log,
    metrics: declareMcpMetrics(createRegistry()),
    tracer: noopTracer,
  });
  try {
    const said = await command.run({
      ...setup,
      redis,
      operands: line.operands,
      flags: line.ownFlags,
      directory: host.directory,
      progress: (text) => void host.stderr.write(`${text}\n`),
    });
    host.stdout.write(`${said}\n`);
  } finally {
    await redis?.close();
    await log.flush();
  }
}
