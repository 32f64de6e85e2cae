export type { CallContext, Handler, Handlers, InputOf, OutputOf, Progress } from './calls.ts';
export type { Rights } from './channel/channel.ts';
export { workerEntry } from './entry.ts';
export type {
  CallOptions,
  LifeOptions,
  PoolLimits,
  PoolOptions,
  PoolState,
  QueueLimits,
} from './pool/options.ts';
export { createPool, type Pool } from './pool/pool.ts';
export { openRoots, type RootFile, type RootOptions, type Roots } from './roots/roots.ts';
