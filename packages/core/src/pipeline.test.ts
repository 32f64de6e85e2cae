import { createLogger } from '@patchbay/observability';
import { expect, test } from 'vitest';
import type { Call, MiddlewareFor, Target } from './call.ts';
import { compose, type Layer, pipelineOrder } from './pipeline.ts';

const target: Target = { kind: 'list', name: 'tools/list', access: 'read', scopes: [], timeoutMs: 1000 };

function callFor(trail: string[]): Call {
  return {
    request: {
      method: 'tools/list',
      params: {},
      meta: {},
      id: 1,
      caller: { id: 'a', tenant: 't', role: 'admin', scopes: new Set() },
      client: {
        era: 'modern',
        transport: 'http',
        capabilities: {},
        answers: {},
        state: undefined,
        seal: async () => '',
      },
      aborted: false,
      signal: new AbortController().signal,
      notify: async () => {},
    },
    target,
    selection: { key: '', readOnly: false, tools: new Set() },
    input: trail,
    write: undefined,
    effect: undefined,
    results: undefined,
    budget: 8000,
    announced: [],
    reached: 0,
    ending: { aborted: false, signal: new AbortController().signal },
    correlationId: 'c',
    log: createLogger({ level: 'silent', name: 'test', version: '0' }),
    notes: {},
    error: undefined,
  };
}

function layersThat(leaveMark: (name: Layer, trail: string[]) => void): Record<Layer, MiddlewareFor> {
  const layer =
    (name: Layer): MiddlewareFor =>
    () =>
    (call, next) => {
      if (Array.isArray(call.input)) leaveMark(name, call.input);
      return next(call);
    };
  const entries = pipelineOrder.map((name): [Layer, MiddlewareFor] => [name, layer(name)]);
  // Object.fromEntries forgets the key type; every layer is present by construction
  return Object.fromEntries(entries) as Record<Layer, MiddlewareFor>;
}

test('the order of the layers is what it was decided to be', () => {
  expect(pipelineOrder).toEqual([
    'trace',
    'log',
    'error-boundary',
    'policy',
    'authorize',
    'validate-input',
    'rate-limit',
    'concurrency-limit',
    'opening',
    'timeout',
    'replay',
    'confirm',
    'transact',
    'response-budget',
  ]);
});

test('layers run in order, what a server appends runs innermost, and the handler runs last', async () => {
  const trail: string[] = [];
  const appended: MiddlewareFor = () => (call, next) => {
    trail.push('appended');
    return next(call);
  };
  const chain = compose(
    target,
    layersThat((name, marks) => marks.push(name)),
    async () => {
      trail.push('handler');
      return {};
    },
    [appended],
  );
  await chain(callFor(trail));
  expect(trail).toEqual([...pipelineOrder, 'appended', 'handler']);
});

test('a layer that does not apply to a target is left out of its chain', async () => {
  const trail: string[] = [];
  const layers = { ...layersThat((name, marks) => marks.push(name)), confirm: () => undefined };
  await compose(target, layers, async () => ({}))(callFor(trail));
  expect(trail).not.toContain('confirm');
  expect(trail).toHaveLength(pipelineOrder.length - 1);
});
