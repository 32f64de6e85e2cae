export { startHttp } from './http/run.ts';
export { createRuntime } from './runtime.ts';
export { createFetchHandler } from './sdk/fetch.ts';
export { createSharedRedis } from './shared-redis.ts';
