import type { Awaitable } from '../awaitable.ts';
import type { Call, MiddlewareFor, Next, Request, Selection, Target } from '../call.ts';
import type { CallContext } from '../define/context.ts';
import type { AnyServer } from '../define/server.ts';
import { compose, type Layer } from '../pipeline.ts';
import type { Surface } from './surface.ts';

/** Where a request goes: a target, its arguments, and the chain that serves it. */
export interface Route extends Chain {
  readonly input: unknown;
}

/** A target and the chain that serves it. */
export interface Chain {
  readonly target: Target;
  readonly run: Next;
}

/** What routes are built from. */
export interface RouteParts {
  readonly server: AnyServer;
  readonly layers: Readonly<Record<Layer, MiddlewareFor>>;
  context(call: Call): Awaitable<CallContext<unknown>>;
  surface(selection: Selection): Surface;
}

/** What decides where a request goes. */
export type Aim = Pick<Request, 'method' | 'params'>;

/** Finds the way of the requests of one method. */
export type Router = (aim: Aim, selection: Selection) => Route;

/** Composes the chain of one target. */
export function chain(parts: RouteParts, target: Target, handler: Next): Chain {
  const appended = (parts.server.middleware ?? []).map(
    (middleware): MiddlewareFor =>
      () =>
        middleware,
  );
  return { target, run: compose(target, parts.layers, handler, appended) };
}
