import { expect, test } from 'vitest';
import { z } from 'zod';
import { ProtocolFault } from '../engine/fault.ts';
import { internal, notFound, rateLimited, ToolError, unavailable, validationError } from '../errors.ts';
import { errorOf, plainTool, rig, textOf } from '../rig.fixture.ts';

const canary = 'canary-1f0c7b';

/** A server whose every part throws the same, asked through one of them. */
function throwing(thrown: unknown) {
  const fail = (): never => {
    throw thrown;
  };
  return rig({
    tools: [{ ...plainTool, handler: fail }],
    resources: [
      {
        name: 'thing',
        title: 'Thing',
        description: 'A thing.',
        mimeType: 'text/plain',
        uri: 'rig://things/{id}',
        tool: 'get_thing',
        cache: { ttlMs: 1, scope: 'private' },
        read: fail,
        complete: { id: { name: 'id', values: fail } },
      },
    ],
    prompts: [
      {
        name: 'ask_thing',
        title: 'Ask',
        description: 'Asks.',
        tools: [],
        input: z.object({}),
        messages: fail,
      },
    ],
  });
}

const faults = {
  resource: { method: 'resources/read', params: { uri: 'rig://things/1' } },
  prompt: { method: 'prompts/get', params: { name: 'ask_thing' } },
  completion: {
    method: 'completion/complete',
    params: {
      ref: { type: 'ref/resource', uri: 'rig://things/{id}' },
      argument: { name: 'id', value: '' },
    },
  },
} as const;

async function faultOf(thrown: unknown, part: keyof typeof faults): Promise<ProtocolFault> {
  const { method, params } = faults[part];
  const fault: unknown = await throwing(thrown)
    .request(method, params)
    .catch((error: unknown) => error);
  if (fault instanceof ProtocolFault) return fault;
  throw new Error('expected a protocol fault', { cause: fault });
}

test('what a handler says in a ToolError reaches the model, with everything a program needs', async () => {
  const error = rateLimited('The quota is used up.', {
    hint: 'Wait for the next hour.',
    retryAfterMs: 1500.2,
    details: { quota: 5 },
    cause: new Error(canary),
  });
  const result = await throwing(error).call('get_thing');
  expect(result).toMatchObject({ isError: true });
  expect(result).not.toHaveProperty('structuredContent');
  expect(textOf(result)).toBe('rate_limited: The quota is used up.\nWait for the next hour.');
  expect(errorOf(result)).toEqual({
    code: 'rate_limited',
    retryable: true,
    retry_after_ms: 1501,
    hint: 'Wait for the next hour.',
    details: { quota: 5 },
  });
});

test('an error may say that trying again is pointless, or useful, against the habit of its code', async () => {
  const error = unavailable('Closed for good.', { hint: 'Use another.', retryable: false });
  expect(errorOf(await throwing(error).call('get_thing'))).toMatchObject({ retryable: false });
});

test('what stood behind an error is in the log and nowhere else', async () => {
  const { call, lines } = throwing(
    unavailable('The weather service is down.', { hint: 'Try later.', cause: new Error(canary) }),
  );
  expect(JSON.stringify(await call('get_thing'))).not.toContain(canary);
  expect(JSON.stringify(lines())).toContain(canary);
});

const accidents: readonly [string, unknown][] = [
  ['a TypeError', new TypeError(canary)],
  ['a text', canary],
  ['nothing', undefined],
  ['null', null],
  ['an object', { message: canary, code: canary, hint: canary }],
  ['an error with a cause', new Error('outer', { cause: new Error(canary) })],
  ['an abort of another signal', new DOMException(canary, 'AbortError')],
  ['an internal ToolError with details', internal('Broken.', { hint: canary, details: { canary } })],
];

test.each(accidents)('%s becomes internal, found in the log by its correlation id', async (_, thrown) => {
  const { call, lines } = throwing(thrown);
  const result = await call('get_thing');
  const { code, correlation_id } = errorOf(result);
  expect(code).toBe('internal');
  expect(correlation_id).toMatch(/^[0-9a-f]{16}$/);
  expect(textOf(result)).toContain(`Correlation id: ${correlation_id}`);
  expect(JSON.stringify(result)).not.toContain(canary);
  expect(lines()).toMatchObject([{ level: 'error', code: 'internal', correlation_id }]);
});

test.each(accidents)('%s leaks through no resource, prompt or completion', async (_, thrown) => {
  for (const part of ['resource', 'prompt', 'completion'] as const) {
    const fault = await faultOf(thrown, part);
    expect(fault.kind).toBe('internal');
    expect(`${fault.message} ${JSON.stringify(fault.data)}`).not.toContain(canary);
    expect(fault.data).toMatchObject({ correlation_id: expect.stringMatching(/^[0-9a-f]{16}$/) });
  }
});

test('two failures have two correlation ids', async () => {
  const { call } = throwing(new Error('no'));
  const ids = [errorOf(await call('get_thing')), errorOf(await call('get_thing'))];
  expect(ids[0]?.['correlation_id']).not.toBe(ids[1]?.['correlation_id']);
});

test('a resource that does not exist says which', async () => {
  const fault = await faultOf(notFound('No thing 1.', { hint: 'List the things.' }), 'resource');
  expect(fault).toMatchObject({ kind: 'resource_not_found', data: { uri: 'rig://things/1' } });
  expect(fault.message).toContain('List the things.');
});

test('bad arguments of a prompt are invalid parameters with the hint', async () => {
  const fault = await faultOf(validationError('id is odd.', { hint: 'Make it even.' }), 'prompt');
  expect(fault).toMatchObject({
    kind: 'invalid_params',
    message: 'validation_error: id is odd. Make it even.',
  });
});

test('readers learn when to come back, as callers of tools do', async () => {
  const error = rateLimited('Slow down.', { hint: 'Wait.', retryAfterMs: 900, details: { left: 0 } });
  expect((await faultOf(error, 'resource')).data).toMatchObject({
    'patchbay/error': { code: 'rate_limited', retry_after_ms: 900, details: { left: 0 } },
  });
});

test('an error of the protocol passes untouched', async () => {
  const fault = new ProtocolFault('invalid_params', 'as it is', { reason: 'r' });
  await expect(throwing(fault).call('get_thing')).rejects.toBe(fault);
});

test('every ToolError carries the retry stance of its code', () => {
  expect(new ToolError('timeout', 'm', { hint: 'h' }).retryable).toBe(true);
  expect(new ToolError('conflict', 'm', { hint: 'h' }).retryable).toBe(false);
});

test('an output that breaks its promise is internal, and the log names the path', async () => {
  const output = z.object({ rows: z.array(z.object({ n: z.number() })) });
  const { call, lines } = rig({
    tools: [
      {
        ...plainTool,
        output,
        handler: () => ({ rows: [{ n: 1 }, { n: canary }] }),
      },
    ],
  });
  const result = await call('get_thing');
  expect(errorOf(result)).toMatchObject({ code: 'internal' });
  expect(JSON.stringify(result)).not.toContain('rows.1.n');
  expect(JSON.stringify(lines())).toContain('rows.1.n');
});

test('keys that the output schema does not name are dropped at every depth', async () => {
  const output = z.object({ rows: z.array(z.object({ n: z.number() })), at: z.object({ x: z.number() }) });
  const { call } = rig({
    tools: [
      {
        ...plainTool,
        output,
        handler: () => ({ rows: [{ n: 1, secret: canary }], at: { x: 1, secret: canary }, secret: canary }),
      },
    ],
  });
  const result = await call('get_thing');
  expect(result['structuredContent']).toEqual({ rows: [{ n: 1 }], at: { x: 1 } });
  expect(JSON.stringify(result)).not.toContain(canary);
});
