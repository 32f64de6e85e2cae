/**
 * The fast lane: requests that are certain to be valid, from the socket straight into the pipeline.
 *
 * It knows the protocol's stamps and framing and nothing else; validation, limits, logging and everything that a
 * handler sees are the engine's, the same as for requests that come through the SDK.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, Request, Selection } from '@patchbay/core';
import { type Engine, ProtocolFault, type Route, settle } from '@patchbay/core/engine';
import type { AnswerForm } from '../../answer-form.ts';
import { errorOf, mirrorsHeaders, type Rounds, requestFrom, type Sender } from '../../inbound.ts';
import { type Accepted, accept } from './accept.ts';
import { createReplies, type Replies } from './replies.ts';
import { Responder } from './responder.ts';
import { createWatch } from './watch.ts';

/** What the lane takes. */
export interface LaneOptions {
  readonly engine: Engine;
  /** The result of `server/discover`, as the SDK gives it; undefined until it is known. */
  discovery(): object | undefined;
  /** Told of what no client may see. */
  onError(error: unknown): void;
}

/** Serves a request, or returns false without having done anything: then the SDK must. */
export type FastLane = (
  req: IncomingMessage,
  res: ServerResponse,
  read: { readonly message: unknown; readonly form: AnswerForm },
  identity: { readonly caller: Caller; readonly selection: Selection },
) => boolean;

/** Builds the lane of one engine. */
export function createFastLane(options: LaneOptions): FastLane {
  const { engine } = options;
  const replies = createReplies(engine.server);
  const watch = createWatch();
  const isOpen = openTargets(engine);

  return (req, res, { message, form }, { caller, selection }) => {
    if (req.method !== 'POST' || req.headers['content-type'] !== 'application/json') return false;
    const accepted = accept(req.headers, message);
    if (accepted === undefined) return false;
    const responder = new Responder(accepted, form, res);
    if (accepted.method === 'server/discover') return discover(options, responder, replies);
    const request = requestOf(accepted, caller, responder);
    const route = engine.route(request, selection);
    if (route === undefined || !isOpen(route) || !mayUse(caller, route)) return false;
    const reply = settle(
      () => engine.run(route, request, selection),
      (result) => responder.result(replies.body(accepted, result)),
      (error) => fail(responder, error, options),
    );
    if (reply instanceof Promise) watch(req.socket, responder);
    return true;
  };
}

/** A call that asks back is not served here, so that there are no rounds. */
const oneRound: Rounds = {
  answers: Object.freeze({}),
  state: undefined,
  seal: () => Promise.reject(new Error('A call that asks back is not served on the fast lane')),
};

function requestOf(
  { method, params, meta, id, era, envelope }: Accepted,
  caller: Caller,
  link: Responder,
): Request {
  const sender: Sender = {
    era,
    transport: 'http',
    info: envelope?.client,
    capabilities: envelope?.capabilities,
  };
  return requestFrom({ method, params, meta, id, caller, sender, rounds: oneRound, link });
}

function discover({ discovery }: LaneOptions, responder: Responder, replies: Replies): boolean {
  const result = discovery();
  if (result === undefined) return false;
  responder.result(replies.constant(result));
  return true;
}

function fail(responder: Responder, error: unknown, { onError }: LaneOptions): void {
  if (!(error instanceof ProtocolFault)) onError(error);
  responder.error(errorOf(error));
}

/** Which targets the lane may serve: none whose headers the SDK compares with the body, and none that asks back. */
function openTargets({ server, surface }: Engine): (route: Route) => boolean {
  const all = surface({
    key: 'every tool',
    readOnly: false,
    tools: new Set(server.tools.map(({ name }) => name)),
  });
  const mirrored = new Set(
    all.tools.filter(({ inputSchema }) => mirrorsHeaders(inputSchema)).map(({ name }) => name),
  );
  return ({ target }) => {
    if (target.kind === 'prompt') return target.prompt.interactive !== true;
    if (target.kind !== 'tool') return true;
    return target.tool.interactive !== true && target.access !== 'delete' && !mirrored.has(target.name);
  };
}

/** A caller without the scopes of a target is told which ones it takes, on the other way. */
function mayUse({ scopes }: Caller, { target }: Route): boolean {
  for (const scope of target.scopes) if (!scopes.has(scope)) return false;
  return true;
}
