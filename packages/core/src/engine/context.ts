import type { Call, CallContext, Change } from '../call.ts';

/** Builds what a handler gets besides its arguments. */
export function contextOf<Deps>(
  call: Call,
  deps: Deps,
  changed: (change: Change) => void,
): CallContext<Deps> {
  const { request } = call;
  const token = request.meta['progressToken'];
  const asked = typeof token === 'string' || typeof token === 'number';
  let reported = Number.NEGATIVE_INFINITY;
  return {
    deps,
    caller: request.caller,
    signal: call.signal,
    get log() {
      return call.log.child({ correlation_id: call.correlationId, target: call.target.name });
    },
    client: request.client,
    changed,
    async progress(done, total, message) {
      // written so that NaN does not count as growth
      if (!asked || !(done > reported) || call.signal.aborted) return;
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
    },
    protocolLog: (level, data) => request.notify('notifications/message', { level, data }),
  };
}
