/** Holds that whatever a client accepts, it is served, and in the form that it names. */
import { request as send } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOf, type Fixture, startFixture } from './http.fixture.ts';
import { lanes } from './security/security.fixture.ts';

const json = 'application/json';
const stream = 'text/event-stream';
const both = `${json}, ${stream}`;

const call = callOf('report', { times: 2, text: 'half' });
const modern: { params: { _meta: Record<string, unknown> } } = JSON.parse(call.body);
modern.params._meta['progressToken'] = 1;
const { _meta, ...params } = modern.params;
const legacy = { ...modern, params: { ...params, _meta: { progressToken: 1 } } };

/** Requests of both eras, with the form of their answers when the client leaves it open. */
const eras = [
  ['today', { headers: call.headers, body: JSON.stringify(modern) }, stream],
  ['2025', { headers: { 'content-type': json }, body: JSON.stringify(legacy) }, stream],
  ['today, in silence', callOf('echo', { text: 'hi' }), json],
] as const;

/** What `node:http` sends, since `fetch` adds an `Accept` of its own. */
function post(
  fixture: Fixture,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  accept: string | undefined,
): Promise<{ status: number; type: string; text: string }> {
  const { accept: _usual, ...others } = headers;
  return new Promise((resolve, reject) => {
    const sent = { ...others, ...(accept !== undefined && { accept }) };
    const outgoing = send(`${fixture.url}/mcp`, { method: 'POST', headers: sent }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

describe.each(lanes)('%s', (_way, fastLane) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture({ environment: { PATCHBAY_FAST_LANE: fastLane } });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  describe.each(eras)('a client of %s', (_era, request, usual) => {
    it.each([
      [undefined, usual],
      ['*/*', usual],
      [both, usual],
      [both.toUpperCase(), usual],
      ['text/html', usual],
      [json, json],
      ['Application/JSON', json],
      ['application/json, text/plain, */*', json],
      [stream, stream],
      ['TEXT/EVENT-STREAM', stream],
    ])('that accepts %s gets %s', async (accept, form) => {
      const answer = await post(fixture, request, accept);
      expect(answer).toMatchObject({ status: 200, type: form });
      expect(answer.text).toContain('"structuredContent"');
      if (form === json) expect(JSON.parse(answer.text)).toMatchObject({ jsonrpc: '2.0', id: 1, result: {} });
    });
  });

  it('a handshake of 2025 is answered in the form that the client names', async () => {
    const clientInfo = { name: 'old', version: '1' };
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo },
    });
    const answer = await post(fixture, { headers: { 'content-type': json }, body }, json);
    expect(answer).toMatchObject({ status: 200, type: json });
    expect(JSON.parse(answer.text)).toMatchObject({ id: 1, result: { serverInfo: { title: 'Stage' } } });
  });

  it('a subscription is a stream, whatever the client accepts', async () => {
    const listen = new AbortController();
    const { headers, body } = callOf('none');
    const message: { params: object } = JSON.parse(body);
    const answer = await fetch(`${fixture.url}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': json,
        'mcp-protocol-version': headers['mcp-protocol-version'],
        'mcp-method': 'subscriptions/listen',
        accept: json,
      },
      body: JSON.stringify({
        ...message,
        method: 'subscriptions/listen',
        params: { ...message.params, notifications: { toolsListChanged: true } },
      }),
      signal: listen.signal,
    });
    expect(answer.headers.get('content-type')).toBe(stream);
    listen.abort();
  });
});
