/** Holds that `null` for a member that may be absent is refused in one sentence, whichever way a request comes. */
import { Agent } from 'node:http';
import { PassThrough } from 'node:stream';
import { createEngine, createLayers, localCaller, resolveSelection } from '@patchbay/core/engine';
import { createLogger } from '@patchbay/observability';
import { serveSdkStdio } from '@patchbay/serve/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conformanceServer } from './conformance-server/server.ts';
import { observe } from './differential.ts';
import { commonMembers, handshake, named, nulled, type Optional, optional } from './optional-members.ts';
import { type ServedHttp, serveHttp } from './serve-http.ts';

type Era = keyof typeof commonMembers;

const envelope = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'probe', version: '1' },
};

/** A request with `null` in one place, and what that place is called. */
function cases(era: Era): [string, string, object][] {
  const all: readonly Optional[] = era === 'legacy' ? [...optional, handshake] : optional;
  return all.flatMap(({ method, params, members }) => {
    const base = { ...params, ...(era === 'modern' && { _meta: envelope }) };
    const message = { jsonrpc: '2.0', id: 7, method, params: base };
    return [...members, ...commonMembers[era]].map((path): [string, string, object] => [
      method,
      named(path),
      Object(nulled(message, path)),
    ]);
  });
}

function httpHeaders(era: Era, message: object): Record<string, string> {
  const { method, params } = Object(message);
  const name = params?.name ?? params?.uri;
  return {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(era === 'modern' && { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method }),
    ...(era === 'modern' && name !== undefined && { 'mcp-name': name }),
  };
}

const refusal = (member: string) => ({
  jsonrpc: '2.0',
  id: 7,
  error: { code: -32602, message: expect.stringMatching(sentence(member)) },
});

function sentence(member: string): RegExp {
  const literal = member.replaceAll(/[.[\]/]/g, '\\$&');
  return new RegExp(`^${literal} must be [a-z ]+, not null$`);
}

describe.each([
  ['the fast lane', {}],
  ['the SDK over HTTP', { PATCHBAY_FAST_LANE: 'false' }],
] as const)('%s refuses null', (_way, environment) => {
  const agent = new Agent({ keepAlive: true });
  let served: ServedHttp;
  beforeAll(async () => {
    served = await serveHttp(conformanceServer, { environment });
  });
  afterAll(async () => {
    agent.destroy();
    await served[Symbol.asyncDispose]();
  });

  describe.each(['modern', 'legacy'] as const)('of the %s era', (era) => {
    test.each(cases(era))('in %s for %s', async (_method, member, message) => {
      const raw = { method: 'POST', headers: httpHeaders(era, message), body: JSON.stringify(message) };
      expect(await observe(served.url, raw, agent)).toEqual({
        status: 400,
        type: 'application/json',
        messages: [refusal(member)],
      });
    });
  });

  test('in a batch, which it refuses whole', async () => {
    const good = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const bad = { jsonrpc: '2.0', id: 7, method: 'tools/list', params: { cursor: null } };
    const raw = { method: 'POST', headers: httpHeaders('legacy', good), body: JSON.stringify([good, bad]) };
    expect((await observe(served.url, raw, agent)).messages).toEqual([refusal('params.cursor')]);
  });
});

describe('stdio refuses null', () => {
  describe.each(['modern', 'legacy'] as const)('of the %s era', (era) => {
    test.each(cases(era))('in %s for %s', async (_method, member, message) => {
      expect(await askOverStdio(message)).toEqual(refusal(member));
    });
  });
});

/** The first answer of a connection that begins with the message. */
async function askOverStdio(message: object): Promise<unknown> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const deps = { ports: {}, health: async () => [], close: async () => undefined };
  const log = createLogger({ level: 'silent', name: 'probe', version: '1' });
  const connection = serveSdkStdio({
    engine: createEngine(conformanceServer, { deps, log, layers: createLayers() }),
    caller: localCaller(conformanceServer),
    selection: resolveSelection(conformanceServer, {}),
    input,
    output,
    onError: () => undefined,
    onClose: () => undefined,
  });
  input.write(`${JSON.stringify(message)}\n`);
  const [answer] = await output.take(1).toArray();
  await connection.close();
  return JSON.parse(String(answer));
}
