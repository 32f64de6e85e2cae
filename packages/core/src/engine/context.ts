import type { Logger } from '@patchbay/observability';
import type { Call } from '../call.ts';
import type { Announcement, CallContext, Caller, ClientView } from '../define/context.ts';
import type { Results } from '../define/results.ts';
import { resultsOf } from './results/repository.ts';

/** Builds what a handler gets besides its arguments. */
export function contextOf<Deps>(call: Call, deps: Deps): CallContext<Deps> {
  return new HandlerContext(call, deps);
}

/** Makes what few handlers ask for when they ask; its members may be taken out of it, as handlers do. */
class HandlerContext<Deps> implements CallContext<Deps> {
  readonly deps: Deps;
  readonly caller: Caller;
  readonly client: ClientView;
  readonly #call: Call;
  #progress: CallContext<Deps>['progress'] | undefined;

  constructor(call: Call, deps: Deps) {
    this.deps = deps;
    this.caller = call.request.caller;
    this.client = call.request.client;
    this.#call = call;
  }

  get tool(): string {
    return this.#call.target.name;
  }

  get dryRun(): boolean {
    return this.#call.write?.dryRun === true;
  }

  get expectedVersion(): number | undefined {
    return this.#call.write?.expectedVersion;
  }

  get signal(): AbortSignal {
    return this.#call.ending.signal;
  }

  get log(): Logger {
    const { log, correlationId, target } = this.#call;
    return log.child({ correlation_id: correlationId, target: target.name });
  }

  get results(): Results {
    return resultsOf(this.#call);
  }

  get changed(): (announcement: Announcement) => void {
    const call = this.#call;
    return (change) => {
      call.announced = [...call.announced, change];
    };
  }

  get progress(): CallContext<Deps>['progress'] {
    this.#progress ??= progressOf(this.#call);
    return this.#progress;
  }
}

function progressOf(call: Call): CallContext<unknown>['progress'] {
  const { request } = call;
  const token = request.meta['progressToken'];
  const asked = typeof token === 'string' || typeof token === 'number';
  let reported = Number.NEGATIVE_INFINITY;
  return async (done, total, message) => {
    // written so that NaN does not count as growth
    if (!asked || !(done > reported) || call.ending.aborted) return;
    reported = done;
    await request
      .notify('notifications/progress', {
        progressToken: token,
        progress: done,
        ...(total !== undefined && { total }),
        ...(message !== undefined && { message }),
      })
      // progress is a courtesy: that nobody hears it must not end the work
      .catch((error: unknown) => call.log.debug({ err: error }, 'progress was not delivered'));
  };
}
