import type { Call, CallContext, Change } from '../call.ts';

/** Builds what a handler gets besides its arguments. */
export function contextOf<Deps>(
  call: Call,
  deps: Deps,
  changed: (change: Change) => void,
): CallContext<Deps> {
  const { request } = call;
  const token = request.meta['progressToken'];
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
      if ((typeof token !== 'string' && typeof token !== 'number') || done <= reported || call.signal.aborted)
        return;
      reported = done;
      await request.notify('notifications/progress', {
        progressToken: token,
        progress: done,
        ...(total !== undefined && { total }),
        ...(message !== undefined && { message }),
      });
    },
    protocolLog: (level, data) => request.notify('notifications/message', { level, data }),
  };
}
