import { growthOf } from '@patchbay/observability/testing';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { errorOf, plainTool, rig, textOf } from '../rig.fixture.ts';

/** Calls a tool with the input schema; gives back what its handler saw, or the refusal. */
async function receive(input: z.ZodObject, args: unknown) {
  let seen: unknown;
  const { call, lines } = rig({
    tools: [
      {
        ...plainTool,
        input,
        handler: (given) => {
          seen = given;
          return { ok: true };
        },
      },
    ],
  });
  const result = await call('get_thing', args);
  return { seen, text: textOf(result), error: errorOf(result), line: lines()[0] };
}

const forecast = z.object({
  place: z.string(),
  days: z.int().min(1).max(16).default(7),
  units: z.enum(['metric', 'imperial']).optional(),
  fields: z.array(z.enum(['wind', 'rain'])).optional(),
  point: z.strictObject({ latitude: z.number(), longitude: z.number() }).optional(),
});

test('arguments arrive parsed, with defaults', async () => {
  expect((await receive(forecast, { place: 'Bern' })).seen).toEqual({ place: 'Bern', days: 7 });
});

test('what can only mean one thing is understood, and the log counts it', async () => {
  const { seen, line } = await receive(forecast, {
    place: { latitude: 47, longitude: 8 },
    days: '3',
    units: null,
    fields: 'wind',
    point: '{"latitude":"47.5","longitude":8}',
  });
  expect(seen).toEqual({
    place: '47,8',
    days: 3,
    fields: ['wind'],
    point: { latitude: 47.5, longitude: 8 },
  });
  expect(line).toMatchObject({ coercions: 6 });
});

test('a call that needed no repair counts none', async () => {
  expect((await receive(forecast, { place: 'Bern' })).line).not.toHaveProperty('coercions');
});

test('the arguments of the request stay as they came', async () => {
  const args = { place: 'Bern', days: '3', fields: 'rain', point: { latitude: '1', longitude: 2 } };
  const before = structuredClone(args);
  await receive(forecast, args);
  expect(args).toEqual(before);
});

test('every wrong field is named in one answer, each with its fix', async () => {
  const { text, error } = await receive(forecast, {
    plase: 'Bern',
    days: 99,
    units: 'metrics',
    fields: ['wind', 'rein'],
    point: { latitude: 1, longitud: 2 },
  });
  expect(error).toMatchObject({ code: 'validation_error', retryable: false });
  expect(text).toContain('place is required.');
  expect(text).toContain('plase is not a parameter. Did you mean "place"?');
  expect(text).toMatch(/days: .*16/);
  expect(text).toContain('units must be one of metric, imperial. Did you mean "metric"?');
  expect(text).toContain('fields.1 must be one of wind, rain. Did you mean "rain"?');
  expect(text).toContain('point.longitude is required.');
  expect(text).toContain('longitud is not a parameter of point. Did you mean "longitude"?');
  expect(text).toContain('Its arguments are: place, days, units, fields, point.');
});

test('names are offered inside lists and behind defaults too', async () => {
  const schema = z.object({
    rows: z.array(z.strictObject({ amount: z.number().optional() })).default([]),
  });
  expect((await receive(schema, { rows: [{ amuont: 1 }] })).text).toContain(
    'amuont is not a parameter of rows.0. Did you mean "amount"?',
  );
});

test('a missing choice is required, not merely wrong', async () => {
  const { text } = await receive(z.object({ kind: z.enum(['a', 'b']) }), {});
  expect(text).toContain('kind is required: one of a, b.');
});

test('a union says which types it takes', async () => {
  const { text } = await receive(z.object({ v: z.union([z.number(), z.array(z.string())]) }), { v: true });
  expect(text).toContain('v must be number or array.');
});

test('a union whose alternative nearly fits says what is wrong in that one', async () => {
  const schema = z.object({
    v: z.union([z.number(), z.strictObject({ a: z.string(), b: z.int() })]),
  });
  expect((await receive(schema, { v: { a: 'x', b: {} } })).text).toContain('v.b: expected');
});

test('an unknown variant is answered with the known ones', async () => {
  const schema = z.object({
    shape: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('circle'), radius: z.number() }),
      z.strictObject({ type: z.literal('square'), side: z.number() }),
    ]),
  });
  const { text } = await receive(schema, { shape: { type: 'circel' } });
  expect(text).toContain('shape.type must be one of circle, square. Did you mean "circle"?');
  const repaired = await receive(schema, { shape: { type: 'circle', radius: '2' } });
  expect(repaired.seen).toEqual({ shape: { type: 'circle', radius: 2 } });
});

test('hundreds of repairable items are repaired', async () => {
  const many = Array.from({ length: 600 }, (_, index) => String(index));
  const { seen, line } = await receive(z.object({ ids: z.array(z.int()) }), { ids: many });
  expect(seen).toEqual({ ids: many.map(Number) });
  expect(line).toMatchObject({ coercions: 600 });
});

test('hundreds of mistakes make a short answer that says how many more there are', async () => {
  const wrong = Array.from({ length: 600 }, () => 'x');
  const { text } = await receive(z.object({ ids: z.array(z.int()) }), { ids: wrong });
  expect(text).toContain('And 592 more.');
  expect(text.length).toBeLessThan(1000);
});

test('thousands of unknown and endless keys make a short answer, at a cost that grows as they do', async () => {
  const withKeys = (count: number) => {
    const keys = Array.from({ length: count }, (_, index) => [`${index}${'k'.repeat(300)}`, 1]);
    return receive(forecast, { place: 'Bern', ...Object.fromEntries(keys) });
  };
  expect(await growthOf(withKeys, [1250, 5000])).toBeLessThan(10);
  const { text } = await withKeys(5000);
  expect(text).toContain('And 4992 more.');
  expect(text.length).toBeLessThan(1500);
});

test('a key cannot break the line or hide characters in the answer', async () => {
  const { text } = await receive(z.object({}), { 'a\nok: fine\u202E': 1 });
  expect(text.split('\n')[0]).toBe('validation_error: a ok: fine is not a parameter.');
});

test('a list of very many choices is abridged', async () => {
  const choices = Array.from({ length: 500 }, (_, index) => `choice-${index}`);
  const { text } = await receive(z.object({ v: z.enum(choices) }), { v: 'choice-499x' });
  expect(text).toContain('…. Did you mean "choice-499"?');
  expect(text.length).toBeLessThan(1000);
});

test('keys of the prototype are unknown parameters and pollute nothing', async () => {
  const args: unknown = JSON.parse(
    '{"place":"x","__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":1}}}',
  );
  const { text } = await receive(forecast, args);
  expect(text).toContain('__proto__ is not a parameter.');
  expect(text).toContain('constructor is not a parameter.');
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('no name is offered for one that is like nothing', async () => {
  expect((await receive(z.object({ id: z.string() }), { id: 'a', q: 1 })).text).not.toContain('Did you mean');
});

test('a tool without parameters says so', async () => {
  expect((await receive(z.object({}), { x: 1 })).text).toContain('It takes no arguments.');
});

test('absent and null arguments are an empty object, a list is refused by the protocol', async () => {
  const { request } = rig();
  for (const args of [undefined, null]) {
    expect(await request('tools/call', { name: 'get_thing', arguments: args })).not.toHaveProperty('isError');
  }
  await expect(request('tools/call', { name: 'get_thing', arguments: [] })).rejects.toMatchObject({
    kind: 'invalid_params',
  });
});

const fromClients = {
  toolCallId: 'call_1',
  sessionId: 'abc',
  chatInput: 'How is the weather in Bern?',
  action: 'sendMessage',
  tool: { name: 'get_thing' },
  task_progress: '- [ ] look',
};

test.each(Object.entries(fromClients))(
  '%s, which a client adds to every call, is no argument',
  async (name, value) => {
    const { seen } = await receive(forecast, { place: 'Bern', [name]: value });
    expect(seen).toEqual({ place: 'Bern', days: 7 });
  },
);

test('what clients add hides no mistake of the model', async () => {
  const { seen, text } = await receive(forecast, { ...fromClients, plaice: 'Bern' });
  expect(seen).toBeUndefined();
  expect(text).toContain('plaice is not a parameter. Did you mean "place"?');
  expect(text).not.toMatch(/toolCallId|chatInput|task_progress/);
});

test('a name that clients add belongs to a tool that declares it', async () => {
  const input = z.object({ action: z.enum(['open', 'close']), sessionId: z.string() });
  const { seen } = await receive(input, { ...fromClients, action: 'open' });
  expect(seen).toEqual({ action: 'open', sessionId: 'abc' });
  expect((await receive(input, { ...fromClients })).text).toContain('action must be one of open, close');
});

test.each(['tool_call_id', 'ToolCallId', 'session', 'Action', '__proto__'])(
  '%s is refused: the names that clients add are a closed list',
  async (name) => {
    const args: unknown = JSON.parse(`{"place":"Bern","${name}":"x","chatInput":"hi"}`);
    expect((await receive(forecast, args)).text).toContain('validation_error');
  },
);

test('what clients add is taken from the top alone', async () => {
  const point = { latitude: 1, longitude: 2, sessionId: 'abc' };
  expect((await receive(forecast, { place: 'Bern', point })).text).toContain('sessionId');
});
