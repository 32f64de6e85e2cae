/** Holds how a server comes up on an address, and where it refuses to. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callOf, startFixture } from './http.fixture.ts';

describe('listening where others can reach', () => {
  it.each(['0.0.0.0', '::', '192.0.2.1', 'mcp.example'])(
    'on %s is refused, for nobody would be authenticated',
    async (host) => {
      await expect(startFixture({ host })).rejects.toThrow(`${host} can be reached by others`);
    },
  );

  it('is possible for those who ask for it, and names the way in the refusal', async () => {
    await expect(startFixture({ host: '0.0.0.0' })).rejects.toThrow('--allow-unauthenticated');
    await using fixture = await startFixture({ host: '0.0.0.0', allowUnauthenticated: true });
    const answer = await fetch(`http://127.0.0.1:${fixture.port}/healthz`);
    expect(answer.status).toBe(200);
  });

  it('is fine where callers must show a key, which they must unless told otherwise', async () => {
    const environment = { PATCHBAY_KEYS_FILE: join(tmpdir(), 'patchbay-no-keys', 'keys.json') };
    await using fixture = await startFixture({ host: '0.0.0.0', environment });
    const answer = await fetch(`http://127.0.0.1:${fixture.port}/mcp`, callOf('echo', { text: 'x' }));
    expect(answer.status).toBe(401);
  });

  it('is refused where the configuration says that nobody is authenticated', async () => {
    const environment = {
      PATCHBAY_KEYS_FILE: join(tmpdir(), 'patchbay-no-keys', 'keys.json'),
      PATCHBAY_AUTH: 'none',
    };
    await expect(startFixture({ host: '0.0.0.0', environment })).rejects.toThrow('PATCHBAY_AUTH=keys');
  });

  it('tells the port that it really got', async () => {
    await using fixture = await startFixture();
    expect(fixture.port).toBeGreaterThan(0);
    expect(fixture.server.origin).toBe(`http://127.0.0.1:${fixture.port}`);
  });
});
