import type { MiddlewareFor, Next, Target } from './call.ts';

/** The layers around every call, outermost first. A server may append, never reorder; a test pins the names. */
export const pipelineOrder = [
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
] as const;

/** The name of a layer. */
export type Layer = (typeof pipelineOrder)[number];

/**
 * Builds the chain of one target once; a call then allocates nothing for it.
 *
 * A layer that runs the rest of the chain a second time is refused, since a write would happen twice. Only `transact`
 * may: what it repeats was rolled back.
 */
export function compose(
  target: Target,
  layers: Readonly<Record<Layer, MiddlewareFor>>,
  handler: Next,
  appended: readonly MiddlewareFor[] = [],
): Next {
  const chosen = [
    ...pipelineOrder.map((name) => ({ name, middleware: layers[name](target) })),
    ...appended.map((choose) => ({ name: 'own', middleware: choose(target) })),
  ];
  const links = chosen.flatMap(({ name, middleware }) =>
    middleware === undefined ? [] : [{ name, middleware }],
  );
  return links.reduceRight<Next>(
    (next, { name, middleware }, index) => {
      const rest = name === 'transact' ? again(index, next) : next;
      return (call) => {
        if (call.reached > index) throw new Error('A layer of the pipeline ran the rest of it twice.');
        call.reached = index + 1;
        return middleware(call, rest);
      };
    },
    once(links.length, handler),
  );
}

function once(index: number, handler: Next): Next {
  return (call) => {
    if (call.reached > index) throw new Error('A layer of the pipeline ran the handler twice.');
    call.reached = index + 1;
    return handler(call);
  };
}

function again(index: number, next: Next): Next {
  return (call) => {
    call.reached = index + 1;
    call.announced = [];
    return next(call);
  };
}
