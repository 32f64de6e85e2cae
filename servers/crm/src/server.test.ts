import { createLogger, createRegistry, declareMcpMetrics, noopTracer } from '@patchbay/observability';
import { serverContract } from '@patchbay/testkit';
import { crmConfig } from './config.ts';
import { server } from './server.ts';

serverContract(server, {
  createDeps: () =>
    server.createDeps({
      config: crmConfig.parse({}),
      demo: true,
      log: createLogger({ level: 'silent', name: 'crm', version: '0.0.0' }),
      metrics: declareMcpMetrics(createRegistry()),
      tracer: noopTracer,
      proxy: undefined,
    }),
});
