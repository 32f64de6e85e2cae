import type { Upstream, UpstreamFailure } from '@patchbay/upstream';

/** The part of an upstream that the adapters need, so that the demo can answer in its place without HTTP. */
export type JsonSource = Pick<Upstream, 'getJson'>;

/** The facts of a failed exchange that decide how it is worded. */
export type StatusFailure = Pick<UpstreamFailure, 'kind' | 'status' | 'body'>;
