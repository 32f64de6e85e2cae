import type { AnyServer } from '@patchbay/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientKinds, everyResource } from './connect.ts';
import { type MatrixClient, openMatrixClient, type Place } from './matrix-client.ts';
import { inspect } from './matrix-inspector.ts';
import { type ServedHttp, serveHttp } from './serve-http.ts';

/** The calls that every client makes; their results must not depend on the clock or on earlier calls. */
export interface MatrixCalls {
  readonly success: { readonly tool: string; readonly args: Readonly<Record<string, unknown>> };
  readonly failure: {
    readonly tool: string;
    readonly args: Readonly<Record<string, unknown>>;
    /** How the text of the error begins: its code. */
    readonly code: string;
  };
  readonly resource?: string;
  readonly prompt?: { readonly name: string; readonly args: Readonly<Record<string, string>> };
  readonly completion?: {
    readonly ref:
      | { readonly type: 'ref/prompt'; readonly name: string }
      | { readonly type: 'ref/resource'; readonly uri: string };
    readonly name: string;
    readonly value: string;
  };
}

/** How to start the server, in this process and as one of its own. */
export interface MatrixOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly demo?: boolean;
}

const transports = ['http', 'stdio'] as const;
const eras = ['legacy', 'modern'] as const;

/**
 * Holds a server to one behaviour for all clients in the field.
 *
 * Three clients on two transports, and the Inspector in both eras, list the same and get the same answers, but for
 * the protocol's own stamps. `binary` is the path of the server's module that `node` can run.
 */
export function clientMatrix(
  server: AnyServer,
  binary: string,
  calls: MatrixCalls,
  { environment = {}, demo = false }: MatrixOptions = {},
): void {
  describe(`the clients of ${server.name}`, () => {
    let served: ServedHttp;
    let reference: Observation;
    const placeOf = (transport: 'http' | 'stdio'): Place =>
      transport === 'http'
        ? { transport, url: served.url }
        : { transport, binary, args: demo ? ['--demo'] : [], env: environment };

    beforeAll(async () => {
      served = await serveHttp(server, { environment, demo });
      await using client = await openMatrixClient('v2-auto', placeOf('http'));
      reference = await observe(client, calls);
    });
    afterAll(() => served[Symbol.asyncDispose]());

    it('list everything and get what they ask for', () => {
      expect(reference.tools).toHaveLength(server.tools.length);
      expect(reference.prompts).toHaveLength(server.prompts.length);
      expect(reference.success).not.toHaveProperty('isError');
      expect(reference.success).toHaveProperty('structuredContent');
      expect(reference.failure).toMatchObject({ isError: true });
      expect(JSON.stringify(reference.failure)).toContain(`"text":"${calls.failure.code}: `);
    });

    describe.each(transports)('over %s', (transport) => {
      it.each(clientKinds)('get the same with %s', async (kind) => {
        await using client = await openMatrixClient(kind, placeOf(transport));
        expect(await observe(client, calls)).toEqual(reference);
      });

      it.each(eras)('get the same with the Inspector in its %s era', async (era) => {
        const place = placeOf(transport);
        const listed = await inspect(place, era, ['--method', 'tools/list']);
        expect(plain(listed)).toEqual({ tools: reference.tools });
        const { tool, args } = calls.success;
        const call = [
          '--method',
          'tools/call',
          '--tool-name',
          tool,
          '--tool-args-json',
          JSON.stringify(args),
        ];
        expect(plain(await inspect(place, era, call))).toEqual(reference.success);
      });
    });
  });
}

type Observation = Readonly<Record<string, unknown>>;

async function observe({ common, call }: MatrixClient, calls: MatrixCalls): Promise<Observation> {
  const { resource, prompt, completion } = calls;
  const request = completion && {
    ref: completion.ref,
    argument: { name: completion.name, value: completion.value },
  };
  const seen = {
    ...(await common.listTools()),
    resources: await everyResource(common),
    ...(await common.listResourceTemplates()),
    ...(await common.listPrompts()),
    success: plain(await call(calls.success.tool, calls.success.args)),
    failure: plain(await call(calls.failure.tool, calls.failure.args)),
    resource: resource && plain(await common.readResource({ uri: resource })),
    prompt: prompt && plain(await common.getPrompt({ name: prompt.name, arguments: { ...prompt.args } })),
    completion: request && plain(await common.complete(request)),
    unknown: await failureOf(call('no_such_tool', {})),
  };
  return plain(seen);
}

/** The code of the protocol error that a request ends in. */
async function failureOf(request: Promise<unknown>): Promise<unknown> {
  try {
    return await request;
  } catch (error) {
    return Reflect.get(Object(error), 'code');
  }
}

const stamps = new Set(['resultType', 'ttlMs', 'cacheScope', 'nextCursor']);

/** A result without what the revisions of the protocol stamp on it. */
function plain(result: unknown): Observation {
  const { _meta: meta, ...rest } = Object(result);
  const kept = Object.entries(Object(meta)).filter(([key]) => key !== 'io.modelcontextprotocol/serverInfo');
  const members = Object.entries(rest).filter(([key, value]) => !stamps.has(key) && value !== undefined);
  return Object.fromEntries([...members, ...(kept.length > 0 ? [['_meta', Object.fromEntries(kept)]] : [])]);
}
