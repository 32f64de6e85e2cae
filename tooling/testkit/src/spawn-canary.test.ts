import { fileURLToPath } from 'node:url';
import { startCollector } from '@patchbay/observability/testing';
import { describe, expect, it } from 'vitest';
import { envelope, spawnHttp, spawnServer } from './spawn.ts';

const binary = fileURLToPath(new URL('spawn-fixture/bin.ts', import.meta.url));
const canaries = {
  env: 'canary-ENV-5f1e9d/+=',
  otlp: 'canaryOTLP77aa31',
  header: 'canaryHEADER0b44c2',
  cookie: 'canaryCOOKIE93d01f',
  query: 'canaryQUERY6612ee',
  argument: 'canaryARGUMENT41c7',
} as const;
const { argument } = canaries;

const callsOf = (secret: string) => [
  { name: 'leak', arguments: { password: argument } },
  { name: 'leak', arguments: { password: argument, note: `see ${secret}` } },
  // the secret lies across the place where a long list of arguments is cut in the log
  { name: 'leak', arguments: { note: `${'x'.repeat(475)} ${secret}`, password: argument } },
  { name: 'leak', arguments: { password: argument.repeat(100) } },
  { name: 'leak', arguments: { password: { token: argument } } },
];

/** The canaries in a text, also in part: the first ten characters tell enough of a secret. */
function foundIn(text: string): string[] {
  return Object.values(canaries).filter((canary) => text.includes(canary.slice(0, 13)));
}

function environmentFor(endpoint: string) {
  return {
    FIXTURE_API_KEY: canaries.env,
    PATCHBAY_LOG_LEVEL: 'trace',
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: `api-key=${canaries.otlp}`,
  };
}

describe('secrets of the environment, of headers and of arguments are in no line and no answer', () => {
  it('over stdio', async () => {
    const collector = await startCollector();
    await using server = spawnServer(binary, { env: environmentFor(collector.endpoint) });
    for (const call of callsOf(canaries.env)) await server.ask('tools/call', call);
    server.send(`{"jsonrpc": ${canaries.env}`);
    await server.ask('tools/list');
    server.hangUp();
    await server.exit;
    expect(server.stderr()).toContain('upstream refused [REDACTED] and password=[REDACTED]');
    expect(server.stderr()).toContain('"args"');
    expect(foundIn(server.stderr())).toEqual([]);
    expect(foundIn(server.stdout())).toEqual([]);
    expect(collector.spans().length).toBeGreaterThan(0);
    expect(foundIn(collector.text())).toEqual([]);
    await collector.close();
  });

  it('over HTTP', async () => {
    const collector = await startCollector();
    await using server = await spawnHttp(binary, { env: environmentFor(collector.endpoint) });
    const headers = {
      'content-type': 'application/json',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'leak',
      authorization: `Bearer ${canaries.header}`,
      'x-api-key': canaries.header,
      cookie: `session=${canaries.cookie}`,
    };
    const answers: string[] = [];
    const ask = async (path: string, body?: string) => {
      const init = body === undefined ? { headers } : { method: 'POST', headers, body };
      const answer = await fetch(new URL(path, server.url), init);
      answers.push(JSON.stringify([...answer.headers]), await answer.text());
    };
    for (const call of callsOf(canaries.env)) {
      const params = { ...call, _meta: envelope() };
      await ask('/mcp', JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }));
    }
    await ask('/mcp', `{"jsonrpc": ${canaries.env}`);
    await ask(`/mcp?api_key=${canaries.query}`, '{}');
    await ask(`/mcp?tools=leak&exclude=${canaries.query}`, '{}');
    for (const path of ['/metrics', '/readyz', '/healthz', '/nowhere']) await ask(path);
    server.kill('SIGTERM');
    await server.exit;
    expect(server.stderr()).toContain('upstream refused [REDACTED] and password=[REDACTED]');
    expect(server.stderr()).toContain('"args"');
    expect(foundIn(server.stderr() + server.stdout())).toEqual([]);
    // a name that does not exist is told back to whoever asked for it
    expect(foundIn(answers.join('\n'))).toEqual([canaries.query]);
    expect(foundIn(collector.text())).toEqual([]);
    await collector.close();
  });
});
