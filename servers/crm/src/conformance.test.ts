import { revisions, runGenericConformance, serveHttp } from '@patchbay/testkit';
import { describe, expect, it } from 'vitest';
import { server } from './server.ts';

describe('the official conformance suite, as far as it needs no fixtures,', () => {
  it.each(revisions)('is content with revision %s', async (revision) => {
    await using served = await serveHttp(server, { demo: true });
    const { passed, scenarios, failures } = await runGenericConformance(served.url, revision);
    expect(failures).toEqual([]);
    expect(passed).toEqual(scenarios);
  });
});
