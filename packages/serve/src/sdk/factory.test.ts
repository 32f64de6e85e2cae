import { describe, expect, it } from 'vitest';
import { createInstance } from './sdk.fixture.ts';

const handshake = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'old', version: '1.0.0' },
};

describe('capabilities', () => {
  it('promise changes to clients of today, who can listen for them', async () => {
    const { result } = await createInstance().ask('server/discover');
    expect(result).toMatchObject({
      capabilities: {
        tools: { listChanged: true },
        prompts: { listChanged: false },
        resources: { listChanged: true, subscribe: true },
        completions: {},
      },
      cacheScope: 'public',
    });
  });

  it('promise none to clients of 2025 over HTTP, whom nothing would reach', async () => {
    const { result } = await createInstance().ask('initialize', handshake, 'legacy');
    expect(result).toMatchObject({
      capabilities: { tools: { listChanged: false }, resources: { listChanged: false, subscribe: false } },
      serverInfo: { name: 'patchbay-sdk', title: 'SDK', version: '1.0.0' },
      instructions: expect.stringMatching(/^Call anything\./),
    });
  });
});

describe.each(['modern', 'legacy'] as const)('protocol errors for %s clients', (era) => {
  it('name an unknown tool and the nearest known one', async () => {
    const { error } = await createInstance().ask('tools/call', { name: 'remembre', arguments: {} }, era);
    expect(error).toMatchObject({
      code: -32602,
      message: expect.stringContaining('Did you mean "remember"?'),
    });
  });

  it('name a resource that does not exist', async () => {
    const { error } = await createInstance().ask('resources/read', { uri: 'sdk://nothing' }, era);
    expect(error).toMatchObject({ data: { uri: 'sdk://nothing' } });
  });

  it('refuse a method that does not exist', async () => {
    const { error } = await createInstance().ask('tools/delete', {}, era);
    expect(error).toMatchObject({ code: -32601 });
  });

  it('say nothing of what went wrong inside', async () => {
    const { error } = await createInstance().ask('resources/read', { uri: 'sdk://broken' }, era);
    expect(error).toMatchObject({ code: -32603 });
    expect(JSON.stringify(error)).not.toMatch(/hunter2|database/);
  });

  it('refuse parameters of the wrong kind', async () => {
    const { error } = await createInstance().ask('tools/call', { name: 'remember', arguments: [] }, era);
    expect(error).toMatchObject({ code: -32602 });
  });
});
