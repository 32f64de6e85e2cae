/** Holds that a browser gets a page, that the page is harmless, and that nothing changes for clients of the protocol. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFixture } from './http.fixture.ts';

const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

async function keysFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-welcome-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'keys.json');
}

describe('a browser', () => {
  it.each(['/', '/mcp', '/mcp/', '/mcp?toolsets=core'])('gets a page at %s', async (path) => {
    await using fixture = await startFixture();
    const answer = await fetch(`${fixture.url}${path}`, { headers: browser });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = await answer.text();
    expect(text).toContain('<h1>Stage 1.2.3</h1>');
    expect(text).toContain(`claude mcp add --transport http stage ${fixture.url}/mcp`);
    expect(text).toContain('Ready: calls are answered.');
  });

  it('may run and load nothing on it, and its style is the one that the policy names', async () => {
    await using fixture = await startFixture();
    const answer = await fetch(fixture.url, { headers: browser });
    const policy = answer.headers.get('content-security-policy') ?? '';
    const text = await answer.text();
    const style = /<style>(.*)<\/style>/s.exec(text)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(text).not.toMatch(/<script|<img|<link|\bon\w+=|https?:\/\/(?!127\.0\.0\.1)/i);
  });

  it('sees that something is down, and not what', async () => {
    await using fixture = await startFixture();
    fixture.stage.health = [{ name: 'vault', status: 'down', required: true, detail: 'secret.internal' }];
    const text = await (await fetch(fixture.url, { headers: browser })).text();
    expect(text).toContain('Not ready');
    expect(text).not.toMatch(/vault|secret\.internal/);
  });

  it('gets it where callers must show a key, with the way to one', async () => {
    await using fixture = await startFixture({ environment: { PATCHBAY_KEYS_FILE: await keysFile() } });
    const answer = await fetch(`${fixture.url}/mcp`, { headers: browser });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain('Callers must show a key.');
    expect(text).toContain('&#34;Authorization&#34;: &#34;Bearer &#60;key&#62;&#34;');
  });

  it('that names another Host is refused, and markup in a Host that is let in stays text', async () => {
    await using guarded = await startFixture();
    expect(await statusOf(guarded.port, 'evil.example')).toMatchObject({ status: 403 });
    await using open = await startFixture({ environment: { PATCHBAY_ALLOWED_HOSTS: '*' } });
    const { text } = await statusOf(open.port, '<script>alert(1)</script>');
    expect(text).not.toContain('<script>');
  });
});

describe('a client of the protocol', () => {
  it.each([
    'text/event-stream',
    'application/json, text/event-stream',
    '*/*',
    'text/html, text/event-stream',
  ])('that opens a stream with %s is answered as ever', async (accept) => {
    await using fixture = await startFixture();
    const answer = await fetch(`${fixture.url}/mcp`, { headers: { accept } });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('content-type')).not.toContain('html');
  });

  it('that posts is never shown a page', async () => {
    await using fixture = await startFixture();
    const answer = await fetch(`${fixture.url}/mcp`, {
      method: 'POST',
      headers: { ...browser, 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
    });
    expect(answer.headers.get('content-type')).not.toContain('html');
  });
});

function statusOf(port: number, host: string) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    readonly status: number;
    readonly text: string;
  }>();
  const sent = request({ host: '127.0.0.1', port, path: '/', headers: { ...browser, host } }, (answer) => {
    let text = '';
    answer.on('data', (chunk) => {
      text += String(chunk);
    });
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
  });
  sent.on('error', reject);
  sent.end();
  return promise;
}
