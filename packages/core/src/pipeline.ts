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
  'confirm',
  'timeout',
  'transact',
  'response-budget',
] as const;

/** The name of a layer. */
export type Layer = (typeof pipelineOrder)[number];

/** Builds the chain of one target once; a call then allocates nothing for it. */
export function compose(
  target: Target,
  layers: Readonly<Record<Layer, MiddlewareFor>>,
  handler: Next,
  appended: readonly MiddlewareFor[] = [],
): Next {
  const chosen = [...pipelineOrder.map((name) => layers[name]), ...appended].flatMap(
    (choose) => choose(target) ?? [],
  );
  return chosen.reduceRight<Next>((next, middleware) => (call) => middleware(call, next), handler);
}
