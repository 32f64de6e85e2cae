import { describe, expect, it } from 'vitest';
import { createInstance } from './sdk.fixture.ts';
import { bindingOf, payloadOf } from './state.ts';

const stateKey = 'a key of thirty-two bytes or more';
const call = (amount: number, more = {}, name = 'remember') => ({ name, arguments: { amount, ...more } });
const answered = { inputResponses: { ask: { action: 'accept', content: { ok: true } } } };

async function firstRound(instance: ReturnType<typeof createInstance>): Promise<string> {
  const { result } = await instance.ask('tools/call', call(5, { currency: 'EUR' }));
  expect(result).toMatchObject({ resultType: 'input_required', requestState: expect.any(String) });
  return String(result?.['requestState']);
}

describe('sealed state', () => {
  it('comes back on a repetition of the call, whatever the order of its arguments', async () => {
    const instance = createInstance({ stateKey });
    const requestState = await firstRound(instance);
    const args = { currency: 'EUR', amount: 5 };
    const { result } = await instance.ask('tools/call', {
      name: 'remember',
      arguments: args,
      ...answered,
      requestState,
    });
    expect(result?.['structuredContent']).toEqual({ text: 'remembered {"amount":5}' });
  });

  it('is understood by another instance with the same key', async () => {
    const requestState = await firstRound(createInstance({ stateKey }));
    const other = createInstance({ stateKey });
    const { result } = await other.ask('tools/call', {
      ...call(5, { currency: 'EUR' }),
      ...answered,
      requestState,
    });
    expect(result?.['structuredContent']).toEqual({ text: 'remembered {"amount":5}' });
  });

  it.each([
    ['with another amount', { stateKey }, call(500, { currency: 'EUR' })],
    ['with an argument less', { stateKey }, call(5)],
    ['of another tool', { stateKey }, call(5, { currency: 'EUR' }, 'remember_as_well')],
    ['by another caller', { stateKey, callerId: 'mallory' }, call(5, { currency: 'EUR' })],
    ['at an instance with another key', {}, call(5, { currency: 'EUR' })],
  ])('is refused on a call %s', async (_difference, options, params) => {
    const requestState = await firstRound(createInstance({ stateKey }));
    const { error } = await createInstance(options).ask('tools/call', {
      ...params,
      ...answered,
      requestState,
    });
    expect(error).toMatchObject({ code: -32602, message: 'Invalid or expired requestState' });
  });

  it.each(['', 'x', 'AAAA.BBBB'])('is refused when it was made up: %j', async (requestState) => {
    const { error } = await createInstance({ stateKey }).ask('tools/call', {
      ...call(5),
      ...answered,
      requestState,
    });
    expect(error).toMatchObject({ code: -32602 });
  });
});

describe('bindingOf', () => {
  it('is the same for the same call, however deep its arguments are out of order', () => {
    const one = bindingOf(
      'tools/call',
      { name: 'a', arguments: { x: { p: 1, q: [{ r: 1, s: 2 }] }, y: 2 } },
      'me',
    );
    const two = bindingOf(
      'tools/call',
      { arguments: { y: 2, x: { q: [{ s: 2, r: 1 }], p: 1 } }, name: 'a' },
      'me',
    );
    expect(two).toBe(one);
  });

  it('takes absent arguments for empty ones', () => {
    const absent = bindingOf('prompts/get', { name: 'a' }, 'me');
    expect(bindingOf('prompts/get', { name: 'a', arguments: {} }, 'me')).toBe(absent);
  });

  it('tells methods, targets, the order of lists and callers apart', () => {
    const bindings = [
      bindingOf('tools/call', { name: 'a', arguments: { x: [1, 2] } }, 'me'),
      bindingOf('tools/call', { name: 'a', arguments: { x: [2, 1] } }, 'me'),
      bindingOf('tools/call', { name: 'b', arguments: { x: [1, 2] } }, 'me'),
      bindingOf('prompts/get', { name: 'a', arguments: { x: [1, 2] } }, 'me'),
      bindingOf('tools/call', { name: 'a', arguments: { x: [1, 2] } }, 'you'),
      bindingOf('resources/read', { uri: 'a' }, 'me'),
    ];
    expect(new Set(bindings).size).toBe(bindings.length);
  });
});

describe('payloadOf', () => {
  it('gives nothing where nothing was sealed, and refuses what has another form', () => {
    expect(payloadOf(undefined, 'binding')).toBeUndefined();
    expect(payloadOf({ for: 'binding', payload: 7 }, 'binding')).toBe(7);
    expect(() => payloadOf({ for: 'another', payload: 7 }, 'binding')).toThrow('Invalid or expired');
    expect(() => payloadOf('text', 'binding')).toThrow('Invalid or expired');
  });
});
