/** Holds that a key which one process revokes is refused by all others at once. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@patchbay/observability';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { describeRedis } from '../../redis.fixture.ts';
import { createSharedRedis } from '../../shared-redis.ts';
import { callOf, rpc } from '../http.fixture.ts';
import { bearer, keysFile } from './auth.fixture.ts';

const created = z.object({ id: z.string(), key: z.string() });
const program = new URL('./serve.fixture.ts', import.meta.url).pathname;

function start(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-home-'));
  const env = { PATH: process.env['PATH'], HOME: home, ...environment };
  const child = spawn(process.execPath, [program, ...words], { env, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(home, { recursive: true, force: true });
  });
  return { child, ended, stdout: () => stdout, stderr: () => stderr };
}

/** One word from the command line of the binary. */
async function run(words: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const running = start(words.split(' '), environment);
  await running.ended;
  expect(running.stderr()).toBe('');
  return running.stdout();
}

async function serve(environment: Readonly<Record<string, string>>) {
  const running = start(['http', '--port', '0'], { PATCHBAY_AUTH: 'keys', ...environment });
  const url = () => /"url":"([^"]+)"/.exec(running.stderr())?.[1];
  await expect.poll(url, { interval: 10 }).toBeDefined();
  return { ...running, url: url() ?? '' };
}

async function statusWith(url: string, token: string): Promise<number> {
  const { headers, ...init } = callOf('who_am_i');
  const answer = await fetch(url, { ...init, headers: { ...headers, ...bearer(token) } });
  await answer.body?.cancel();
  return answer.status;
}

/** Two instances share a place of keys; a key comes, is used on both, and goes from both while a stream is open. */
async function revocationReachesBoth(environment: Readonly<Record<string, string>>): Promise<void> {
  const instances = await Promise.all([serve(environment), serve(environment)]);
  const { id, key } = created.parse(JSON.parse(await run('keys create --name shared --json', environment)));
  for (const { url } of instances) {
    expect(await statusWith(url, key)).toBe(200);
    expect(await statusWith(url, key)).toBe(200);
  }
  const listening = rpc('subscriptions/listen', { notifications: { toolsListChanged: true } });
  const stream = await fetch(instances[0].url, {
    ...listening,
    headers: { ...listening.headers, ...bearer(key) },
  });
  const streamEnded = stream.text().then(
    () => 'ended',
    () => 'ended',
  );

  expect(await run(`keys revoke ${id.slice(0, 6)}`, environment)).toContain(`Revoked ${id}`);
  const statuses = await Promise.all(instances.map(({ url }) => statusWith(url, key)));
  expect(statuses).toEqual([401, 401]);
  expect(await streamEnded).toBe('ended');

  for (const { child, ended, stdout, stderr } of instances) {
    child.kill('SIGTERM');
    await ended;
    expect(stderr()).toContain('"reason":"revoked"');
    for (const text of [stdout(), stderr()]) expect(text).not.toContain(key.slice(-38, -6));
  }
  const listed: unknown = JSON.parse(await run('keys list --json', environment));
  expect(listed).toMatchObject([{ id, state: 'revoked', last_used_at: expect.stringMatching(/^20/) }]);
  expect(JSON.stringify(listed)).not.toContain('digest');
}

it('a key in a file that is revoked by one process is refused by all others at once', async () => {
  await revocationReachesBoth({ PATCHBAY_KEYS_FILE: keysFile() });
});

describeRedis('a key in Redis', (base) => {
  it('that is revoked by one process is refused by all others at once', async () => {
    // a database of its own, since the keys of a server stand under the server's name
    const url = base.replace(/\/\d*$/, `/${8 + ((randomBytes(1)[0] ?? 0) % 6)}`);
    const silent = createLogger({ level: 'silent', name: 'test', version: '0' });
    const redis = createSharedRedis(url, silent);
    const clean = () =>
      redis.run(async (commands) =>
        commands.del('none', ...(await commands.keys('patchbay:{vault:keys}:*'))),
      );
    await clean();
    onTestFinished(async () => {
      await clean();
      await redis.close();
    });
    await revocationReachesBoth({ REDIS_URL: url });
  });
});
