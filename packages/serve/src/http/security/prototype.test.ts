/** Sends members that JavaScript treats as special, as every kind of value that a client may choose. */

import { defineServer, toolFor } from '@patchbay/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRuntime } from '../../runtime.ts';
import { callOf } from '../http.fixture.ts';
import { startHttp } from '../run.ts';
import {
  type Both,
  call,
  fault,
  inside,
  invalidRequest,
  legacyCall,
  legacyHeaders,
  ok,
  startBoth,
  withArguments,
  withCapabilities,
  withId,
  wrongArguments,
} from './json.fixture.ts';
import { lanes } from './security.fixture.ts';

let both: Both;
beforeAll(async () => {
  both = await startBoth();
});
afterAll(() => both[Symbol.asyncDispose]());

const hostile = '"__proto__":{"polluted":"yes","text":"inherited"}';

describe('a name that JavaScript knows', () => {
  it.each([
    ['constructor', '{"text":"a","constructor":{"prototype":{"polluted":"yes"}}}', 'constructor is not'],
    ['prototype', '{"text":"a","prototype":{"polluted":"yes"}}', 'prototype is not a parameter'],
    ['hasOwnProperty', '{"text":"a","toString":1,"hasOwnProperty":1}', 'hasOwnProperty is not a parameter'],
    ['__proto__ within a value', `{"text":{${hostile}}}`, 'expected string, received object'],
  ])('%s is no argument', async (_name, text, message) => {
    for (const answer of [
      await both.send(withArguments(text)),
      await both.send(legacyCall(text), legacyHeaders),
    ]) {
      expect(answer).toMatchObject({ status: 200, reply: wrongArguments(message) });
    }
  });

  it.each([
    ['among the parameters', inside('params', hostile), 200, ok('marker')],
    ['in the metadata', inside('_meta', hostile), 200, ok('marker')],
    ['among the capabilities', withCapabilities(`{${hostile}}`), 200, ok('marker')],
    ['in the message', call.body.replace('{', `{${hostile},`), 400, fault(-32_600, 1)],
    ['around the message', `{"__proto__":${call.body}}`, 400, invalidRequest],
    ['as the id', withId('"__proto__"'), 200, ok('marker', '__proto__')],
  ])('__proto__ %s means nothing', async (_name, body, status, reply) => {
    expect(await both.send(body)).toMatchObject({ status, reply });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is no tool', async (name) => {
    const { body, headers } = callOf(name);
    const { reply } = await both.send(body, headers);
    expect(reply).toMatchObject({ error: { code: -32_602, message: `Unknown tool: ${name}.` } });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is no method', async (name) => {
    const headers = { ...call.headers, 'mcp-method': name };
    const answer = await both.send(call.body.replace('tools/call', name), headers);
    expect(answer).toMatchObject({ status: 404, reply: { error: { code: -32_601 } } });
  });

  it('__proto__ gives an argument that is asked for to nobody', async () => {
    for (const { status, reply } of await both.sendEach(withArguments(`{${hostile}}`))) {
      expect(status).toBe(200);
      expect(reply).toMatchObject(wrongArguments('text is required'));
    }
  });
});

/** A server with one tool that takes all there is, and tells what of it reached the handler. */
const mirror = defineServer({
  name: 'mirror',
  title: 'Mirror',
  version: '1.0.0',
  description: 'Tells what arrived.',
  instructions: 'None.',
  config: z.object({}),
  toolsets: { core: 'All there is.' },
  tools: [
    toolFor<unknown>()({
      name: 'reflect',
      title: 'Reflect',
      description: 'Tell what arrived.',
      access: 'read',
      input: z.object({
        record: z.record(z.string(), z.unknown()).default({}),
        loose: z.looseObject({}).default({}),
        anything: z.unknown().optional(),
        count: z.int().default(0),
      }),
      output: z.object({ strange: z.array(z.string()), inherited: z.array(z.string()) }),
      handler: (input) => {
        const values: readonly unknown[] = [input, input.record, input.loose, input.anything ?? {}];
        return {
          strange: values.flatMap((value) => (isOrdinary(value) ? [] : [JSON.stringify(value)])),
          inherited: values.flatMap((value) => membersOf(value).filter((name) => name === 'polluted')),
        };
      },
    }),
  ],
  resources: [],
  prompts: [],
  createDeps: () => ({ ports: {}, health: async () => [], close: async () => undefined }),
});

async function startMirror(fastLane: string) {
  const environment = { PATCHBAY_FAST_LANE: fastLane };
  const options = { environment, selection: {}, demo: false, transport: 'http', logLevel: 'silent' } as const;
  const runtime = await createRuntime(mirror, options);
  const server = await startHttp(runtime, { host: '127.0.0.1', port: 0, allowUnauthenticated: false });
  return {
    url: server.origin,
    async [Symbol.asyncDispose]() {
      await server.drain(0);
      await runtime.close(100);
    },
  };
}

function isOrdinary(value: unknown): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The names of all members, inherited ones too. */
function membersOf(value: unknown): readonly string[] {
  const names: string[] = [];
  for (const name in Object(value)) names.push(name);
  return names;
}

describe.each(lanes)('a handler that takes anything, %s', (_way, fastLane) => {
  it.each([
    ['in a record', `{"record":{${hostile},"a":1}}`],
    ['in a loose object', `{"loose":{${hostile},"a":1}}`],
    ['in a value of any kind', `{"anything":{${hostile},"a":1}}`],
    ['in a value that is repaired', `{"record":{${hostile}},"anything":{${hostile}},"count":"3"}`],
    ['in a text that is taken for an object', '{"record":"{\\"__proto__\\":{\\"polluted\\":1}}"}'],
    ['hidden behind an escape', '{"record":{"__pr\\u006fto__":{"polluted":"yes"}}}'],
    ['through the constructor', '{"record":{"constructor":{"prototype":{"polluted":"yes"}}}}'],
  ])('gets no prototype %s', async (_where, text) => {
    await using served = await startMirror(fastLane);
    const { headers } = callOf('reflect');
    const body = withArguments(text).replace('"echo"', '"reflect"');
    const answer = await fetch(`${served.url}/mcp`, { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({
      id: 1,
      result: { structuredContent: { strange: [], inherited: [] } },
    });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
