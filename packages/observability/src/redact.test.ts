import { describe, expect, it } from 'vitest';
import { createRedactor } from './redact.ts';
import { growthOf } from './testing.ts';

const CANARY = 'c4n&ry/S"cret+v=1 Ü';
const redactor = createRedactor({ secrets: [CANARY] });

function write(value: unknown): string {
  return JSON.stringify(redactor.value(value));
}

/** Every run of the canary that a reader could recognise; `[REDACTED]` must stand in its place. */
function expectNoTrace(text: string): void {
  expect(text).toContain('[REDACTED]');
  expect(text).not.toMatch(/c4n|ry\/S|cret/);
}

describe('configured secret values', () => {
  it.each([
    ['raw', CANARY],
    ['percent-encoded', encodeURIComponent(CANARY)],
    ['percent-encoded in lower case', encodeURIComponent(CANARY).replace(/%../g, (x) => x.toLowerCase())],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(CANARY))],
    ['form-encoded', new URLSearchParams({ v: CANARY }).toString()],
    ['as a URL writes it', new URL(`http://h.example/?v=${CANARY}`).href],
    ['JSON', JSON.stringify({ v: CANARY })],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ v: CANARY }))],
    ['JSON in ASCII', '{"v":"c4n&ry/S\\"cret+v=1 \\u00dc"}'],
    ['HTML', 'c4n&amp;ry/S&quot;cret+v=1 Ü'],
  ])('are removed from text in the form: %s', (_form, text) => {
    expectNoTrace(redactor.text(`before ${text} after`));
  });

  it.each(['', 'a', 'ab', 'abc', 'user:'])('are removed from base64 after the prefix "%s"', (prefix) => {
    const plain = Buffer.from(`${prefix}${CANARY}:tail`);
    for (const encoding of ['base64', 'base64url'] as const) {
      const cleaned = redactor.text(`value=${plain.toString(encoding)}`);
      expect(cleaned).toContain('[REDACTED]');
      const rest = cleaned.replace('value=', '').replace('[REDACTED]', '');
      expect(Buffer.from(rest, encoding).toString()).not.toMatch(/4n&|cret|v=1/);
    }
  });

  it('are removed from hexadecimal text', () => {
    expect(redactor.text(Buffer.from(CANARY).toString('hex'))).toBe('[REDACTED]');
  });

  it('are removed from keys, nested values, errors, causes, aggregates, maps, sets and boxed strings', () => {
    const cause = new Error(`cause ${CANARY}`);
    const error = new AggregateError([new Error(`inner ${CANARY}`)], `outer ${CANARY}`, { cause });
    Object.assign(error, { detail: { [CANARY]: CANARY } });
    const text = write({
      [CANARY]: 1,
      list: [new Map([[CANARY, CANARY]]), new Set([CANARY]), new String(CANARY)],
      error,
      url: new URL(`http://h.example/?q=${CANARY}`),
      params: new URLSearchParams({ [CANARY]: CANARY }),
      headers: new Headers({ 'x-v': 'c4n&ry' }),
    });
    expectNoTrace(text.replaceAll('c4n&ry"', ''));
    expect(text).toContain('"cause"');
    expect(text).toContain('inner');
  });

  it('are removed even when the end of a long text cuts them', () => {
    for (let before = 8_150; before < 8_200; before += 1) {
      expect(redactor.text(`${'x'.repeat(before)}${CANARY}${'y'.repeat(9_000)}`)).not.toContain('c4n');
    }
    const crowded = `${CANARY} `.repeat(2_000);
    expect(redactor.text(crowded)).not.toContain('c4n');
  });

  it('can be added later', () => {
    const late = createRedactor();
    expect(late.text('rotated-value')).toBe('rotated-value');
    late.addSecrets(['rotated-value']);
    expect(late.text('now rotated-value')).toBe('now [REDACTED]');
    expect(late.fields({ 'rotated-value': 1 })).toEqual({ '[REDACTED]': 1 });
  });
});

describe('secret names', () => {
  it.each([
    [
      'password',
      'authorization',
      'Proxy-Authorization',
      'cookie',
      'Set-Cookie',
      'x-api-key',
      'apiKey',
      'APIKEY',
    ],
    [
      'api_key',
      'access_token',
      'refreshToken',
      'X-Auth-Token',
      'client_secret',
      'privateKey',
      'token',
      'key',
    ],
    ['db_password', 'SECRET', 'credentials', 'signature', 'signingKey', 'csrfToken', 'accesstoken', 'passwd'],
  ])('hide their values: %s %s %s %s %s %s %s %s', (...names) => {
    for (const name of names) expect(redactor.fields({ [name]: 'v' })).toEqual({ [name]: '[REDACTED]' });
  });

  it.each([
    ['idempotency_key', 'next_cursor', 'token_count', 'max_tokens', 'primary_key', 'progressToken', 'author'],
    ['page_token', 'key_id', 'sort_key', 'public_key', 'keyboard', 'monkey', 'tokenizer'],
    ['secret_name', 'authorization_servers', 'cache_key', 'keyword', 'session_id', 'design', 'passed'],
  ])('leave look-alikes alone: %s %s %s %s %s %s %s', (...names) => {
    for (const name of names) expect(redactor.fields({ [name]: 'v' })).toEqual({ [name]: 'v' });
  });

  it('hide containers and numbers under strong names, and leave counts under weak ones', () => {
    expect(
      redactor.fields({ password: 1234, credentials: { a: 1 }, tokens: 512, has_password: true }),
    ).toEqual({
      password: '[REDACTED]',
      credentials: '[REDACTED]',
      tokens: 512,
      has_password: true,
    });
  });
});

describe('secrets by shape', () => {
  it.each([
    ['Authorization: Bearer abc.def-123', /abc/],
    ['authorization: Token abcdef', /abcdef/],
    ['got "Bearer hunter2hunter2" from caller', /hunter2/],
    ['Basic dXNlcjpwYXNz', /dXNl/],
    ['connect postgres://app:hunter2@db.example:5432/crm failed', /hunter2|app/],
    ['redis://:hunter2@cache:6379', /hunter2/],
    ['postgres://app:hun/ter2@db', /ter2/],
    ['GET https://api.example/v1?city=Bern&apikey=hunter2&units=c', /hunter2/],
    ['https://api.example/v1?access_token=hunter2#x', /hunter2/],
    ['{"password":"hunter2 with \\"quotes\\" inside","a":1}', /hunter2|inside/],
    ['"{\\"password\\":\\"hunter2\\"}"', /hunter2/],
    ["{ password: 'hunter2' }", /hunter2/],
    ['password=hunter2', /hunter2/],
    ['Cookie: sid=hunter2; theme=dark', /hunter2/],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIhunter2\n-----END RSA PRIVATE KEY-----', /hunter2/],
    ['-----BEGIN PRIVATE KEY-----\nMIIhunter2 cut off', /hunter2/],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJodW50ZXIyIn0.c2lnbmF0dXJl end', /eyJ/],
    ['sk-abcdefghijklmnop1234', /abcdefgh/],
  ])('are hidden: %s', (text, secret) => {
    const cleaned = redactor.text(text);
    expect(cleaned).toContain('[REDACTED]');
    expect(cleaned).not.toMatch(secret);
  });

  it.each([
    'validation_error: limit must be at most 100',
    'https://registry.example:8080/@scope/pkg?page=2',
    'http://localhost:3000/users/@me',
    'idempotency_key=abc next_cursor=def token_count=12',
    'unexpected token: } in JSON at position 4',
    'a bearer token is required; basic functions work',
    'GET /v1/forecast?latitude=47.4&longitude=8.5 200 in 12.5 ms',
  ])('are not seen where there are none: %s', (text) => {
    expect(redactor.text(text)).toBe(text);
  });
});

describe('hostile values', () => {
  it('are copied without throwing', () => {
    const circular: Record<string, unknown> = { name: 'loop' };
    circular['self'] = circular;
    const throwing = {
      get broken(): never {
        throw new Error('no');
      },
      fine: 1,
    };
    const trap = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error('no');
        },
      },
    );
    expect(redactor.value({ circular, throwing, trap })).toEqual({
      circular: { name: 'loop', self: '[Circular]' },
      throwing: { broken: '[Unreadable]', fine: 1 },
      trap: '[Unreadable]',
    });
    expect(redactor.value([10n, Symbol('s'), () => 1, Buffer.from('bytes'), new Date(0), null])).toEqual([
      '10',
      '[symbol]',
      '[function]',
      '[5 bytes]',
      '1970-01-01T00:00:00.000Z',
      null,
    ]);
    expect(JSON.stringify(redactor.fields(JSON.parse('{"__proto__":{"a":1},"b":2}')))).toBe('{"b":2}');
  });

  it('are bounded in depth, breadth and size', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 1_000; level += 1) deep = { deep };
    expect(write(deep)).toContain('[Truncated]');
    expect(write(Array.from({ length: 100_000 }, () => 'x')).length).toBeLessThan(2_000);
    const wide = Array.from({ length: 150 }, () => Array.from({ length: 150 }, () => 'y'.repeat(8_000)));
    expect(write(wide).length).toBeLessThan(200_000);
  });

  it('do not slow the patterns down', async () => {
    for (const piece of [
      'a://b:',
      'key=',
      'bearer ',
      '\\\\',
      'a.',
      '"token',
      'cookie:',
      '-----BEGIN A',
      'basic a',
    ]) {
      const read = (size: number) => redactor.text(piece.repeat(size / piece.length));
      expect(await growthOf(read, [2_048, 8_192]), piece).toBeLessThan(10);
    }
  });
});
