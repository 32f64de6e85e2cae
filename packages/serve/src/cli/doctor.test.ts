import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyServer } from '@patchbay/core';
import { plainUrl, secret } from '@patchbay/schemas';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { doctor } from './doctor.ts';
import type { Host } from './host.ts';
import { keys as runKeys } from './keys.ts';
import { canary, library } from './library.fixture.ts';
import { line, recorder, testHost } from './machine.fixture.ts';

interface Check {
  readonly status: string;
  readonly check: string;
  readonly detail: string;
  readonly fix?: string;
}

const options = { deadlineMs: 60_000, port: 0 };

async function examine(
  server: AnyServer,
  overrides: Partial<Host> = {},
  words = 'doctor --json',
  given = options,
) {
  const { host, stdout } = testHost(overrides);
  const status = await doctor(server, line(words), host, given);
  const { checks, ok }: { checks: Check[]; ok: boolean } = JSON.parse(stdout());
  expect(ok).toBe(status === 0);
  return { status, checks, find: (check: string) => checks.filter((entry) => entry.check === check) };
}

async function httpServer(status: number): Promise<number> {
  const server = createServer((_, res) => res.writeHead(status).end());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const { host, stdout } = testHost();
    expect(await doctor(library(), line('doctor'), host, options)).toBe(0);
    const lines = stdout().split('\n');
    expect(lines[0]).toBe('ok    Node.js — 24.1.0, 22.19 or newer is needed');
    expect(lines).toContain('ok    configuration — defaults only');
    expect(lines).toContain('ok    selection — 3 of 3 tools');
    expect(lines).toContain('ok    dependency catalogue — up, required');
    expect(lines).toContain('ok    standard output — carries nothing but the protocol');
    expect(lines.at(-2)).toBe('0 failures, 0 warnings.');
    expect(stdout()).not.toMatch(/^(warn|fail)/m);
  });

  it('counts the keys of HTTP callers, and says when they cannot be read', async () => {
    const keys = async (environment = {}) =>
      (await examine(library(), { environment }))
        .find('API keys')
        .map(({ status, detail }) => `${status} ${detail}`);
    expect(await keys()).toEqual([
      expect.stringMatching(/^ok none in .*library-keys\.json; only serving others/),
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-doctor-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const environment = { PATCHBAY_KEYS_FILE: join(folder, 'keys.json') };
    const { host } = testHost({ environment });
    await runKeys(library(), line('keys create --name a'), host);
    await runKeys(library(), line('keys create --name b --expires 1d'), {
      ...host,
      now: () => new Date('2020-01-01T00:00:00Z'),
    });
    expect(await keys(environment)).toEqual([expect.stringMatching(/^ok 1 of 2 in .* are good$/)]);
    writeFileSync(environment.PATCHBAY_KEYS_FILE, 'no keys');
    expect(await keys(environment)).toEqual([expect.stringMatching(/^warn .* cannot be read: /)]);
  });

  it.each([
    ['ok', async () => ({ ready: true, detail: 'pg_dump 17, for PostgreSQL 15' })],
    ['warn', async () => ({ ready: false, detail: 'pg_dump is not installed', fix: 'install it' })],
    ['warn', () => Promise.reject(new Error('The database cannot be reached.'))],
    ['warn', () => new Promise<never>(() => {})],
  ])('says %s of the backup of what a server keeps', async (status, backup) => {
    const { find } = await examine(library({ backup }));
    expect(find('backup')).toMatchObject([{ status, detail: expect.stringMatching(/\w+/) }]);
    expect((await examine(library({ backup }), {}, 'doctor --json --demo')).find('backup')).toEqual([]);
  });

  it.each([
    ['22.18.9', 'fail'],
    ['22.19.0', 'ok'],
    ['23.0.0', 'ok'],
    ['9.99.0', 'fail'],
  ])('judges Node.js %s as %s', async (version, status) => {
    const { find } = await examine(library(), { node: { path: '/node', version } });
    expect(find('Node.js')).toMatchObject([{ status }]);
  });

  it('names every wrong variable of both kinds and does not start the server', async () => {
    let started = false;
    const server = library({
      setUp: () => {
        started = true;
      },
    });
    const environment = {
      LIBRARY_LIMIT: 'many',
      LIBRARY_BRANCH: 'west',
      PATCHBAY_DRAIN_MS: '-1',
      LIBRARY_API_KYE: 'x',
    };
    const { status, find } = await examine(server, { environment });
    const details = find('configuration').map(({ detail }) => detail);
    expect(status).toBe(1);
    expect(details.map((detail) => detail.split(/[: ]/)[0])).toEqual([
      'PATCHBAY_DRAIN_MS',
      'LIBRARY_LIMIT',
      'LIBRARY_BRANCH',
      'LIBRARY_API_KYE',
    ]);
    expect(details[2]).toContain('north, south');
    expect(details[3]).toContain('Did you mean "LIBRARY_API_KEY"?');
    expect(find('set-up')).toMatchObject([{ status: 'warn' }]);
    expect(started).toBe(false);
  });

  it('says whole what is wrong with an address that holds a password, and with a short secret', async () => {
    const server = {
      ...library(),
      config: z.object({ LIBRARY_URL: plainUrl(), LIBRARY_API_KEY: secret(z.string()) }),
    };
    const environment = { LIBRARY_URL: 'https://ada:wonderland@127.0.0.1/', LIBRARY_API_KEY: 'short' };
    const details = (await examine(server, { environment }))
      .find('configuration')
      .map(({ detail }) => detail);
    expect(details).toEqual([
      expect.stringContaining('must not hold credentials, which belong in a setting of their own'),
      expect.stringContaining('is a secret and must have at least'),
    ]);
  });

  it('shows settings, but of secrets only that they are set', async () => {
    const environment = {
      LIBRARY_LIMIT: '5',
      LIBRARY_API_KEY: canary,
      LIBRARY_URL: `http://u:${canary}@127.0.0.1/`,
    };
    const { find } = await examine(library(), { environment });
    expect(find('configuration')[0]?.detail).toBe(
      'LIBRARY_URL is set, LIBRARY_API_KEY is set, LIBRARY_LIMIT=5',
    );
  });

  it('fails for a required dependency that is down and warns for an optional one', async () => {
    const server = library({
      health: (probe) => [
        { name: 'catalogue', status: 'down', required: true, detail: `No answer, probed: ${probe}.` },
        { name: 'covers', status: 'down', required: false },
        { name: 'reviews', status: 'degraded', required: true },
      ],
    });
    const { status, find } = await examine(server);
    expect(status).toBe(1);
    expect(find('dependency catalogue')).toEqual([
      {
        status: 'fail',
        check: 'dependency catalogue',
        detail: 'down, required: No answer, probed: true.',
        fix: 'make catalogue reachable, or try --demo',
      },
    ]);
    expect(find('dependency covers')).toMatchObject([{ status: 'warn' }]);
    expect(find('dependency reviews')).toMatchObject([{ status: 'warn' }]);
  });

  it('does not wait for a dependency that never answers', async () => {
    const server = library({ health: () => new Promise(() => undefined) });
    const { status, find } = await examine(server, {}, 'doctor --json', { deadlineMs: 500, port: 0 });
    expect(status).toBe(1);
    expect(find('dependencies')[0]?.detail).toBe('no answer within 500 ms');
  });

  it('does not wait for a set-up that never ends', async () => {
    const server = library({ setUp: () => new Promise(() => undefined) });
    const { find } = await examine(server, {}, 'doctor --json', { deadlineMs: 30, port: 0 });
    expect(find('set-up')[0]).toMatchObject({ status: 'fail', detail: 'not done within 30 ms' });
  });

  it('never prints a secret, whatever a server puts into its texts', async () => {
    const environment = { LIBRARY_API_KEY: canary, LIBRARY_URL: `https://u:${canary}@x.test/` };
    const leaky = [
      library({ health: () => [{ name: 'c', status: 'down', required: true, detail: `refused ${canary}` }] }),
      library({ health: () => Promise.reject(new Error(`GET https://x.test/?key=${canary}`)) }),
      library({
        setUp: () => {
          throw new Error(`bad ${canary}`);
        },
      }),
    ];
    for (const server of leaky) {
      const { host, stdout, stderr } = testHost({ environment });
      expect(await doctor(server, line('doctor'), host, options)).toBe(1);
      expect(stdout()).toContain('[REDACTED]');
      expect(stdout() + stderr()).not.toContain(canary);
    }
  });

  it('reports a selection that cannot be, and one that leaves nothing', async () => {
    const unknown = await examine(library(), {}, 'doctor --json --tools find_books');
    expect(unknown.find('selection')).toMatchObject([{ status: 'fail' }]);
    expect(unknown.find('selection')[0]?.detail).toContain('Did you mean "find_book"?');
    const empty = await examine(library(), {}, 'doctor --json --tools lend_book --read-only');
    expect(empty.find('selection')).toMatchObject([{ status: 'warn', detail: '0 of 3 tools, read-only' }]);
  });

  it('catches a server that writes to standard output while it is set up', async () => {
    const stdout = recorder();
    const server = library({
      setUp: () => {
        stdout.write('hello');
      },
    });
    const status = await doctor(server, line('doctor'), testHost({ stdout }).host, options);
    expect(status).toBe(1);
    expect(stdout.text()).toMatch(/^fail {2}standard output — 5 characters/m);
    expect(stdout.text()).not.toContain('hello');
  });

  it('says whether the telemetry collector answers', async () => {
    const collector = async (environment: Record<string, string>) =>
      (await examine(library(), { environment })).find('telemetry')[0];
    const found = await httpServer(200);
    const wrong = await httpServer(404);
    const at = (port: number) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/otlp` });
    expect(await collector(at(found))).toMatchObject({ status: 'ok' });
    expect(await collector(at(wrong))).toMatchObject({
      status: 'warn',
      detail: expect.stringContaining('404'),
    });
    expect(await collector(at(1))).toMatchObject({
      status: 'warn',
      detail: expect.stringContaining('127.0.0.1:1'),
    });
    expect(await collector({ ...at(1), OTEL_SDK_DISABLED: 'true' })).toMatchObject({ status: 'ok' });
  });

  it('warns when the port of http is taken', async () => {
    const port = await httpServer(200);
    const { status, find } = await examine(library(), {}, 'doctor --json', { ...options, port });
    expect(find('port')).toMatchObject([{ status: 'warn', detail: expect.stringContaining('EADDRINUSE') }]);
    expect(status).toBe(0);
  });

  it('warns of a clock that cannot be right', async () => {
    const { find } = await examine(library(), { now: () => new Date(0) });
    expect(find('clock')).toMatchObject([{ status: 'warn', fix: 'set the system clock' }]);
  });
});
