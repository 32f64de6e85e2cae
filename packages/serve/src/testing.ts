export { startHttp } from './http/run.ts';
export { createRuntime } from './runtime.ts';
export { createFetchHandler } from './sdk/fetch.ts';
export { serveSdkStdio } from './sdk/stdio.ts';
export { createSharedRedis } from './shared-redis.ts';
