export { startHttp } from './http/run.ts';
export { createRuntime, type Runtime } from './runtime.ts';
export { createFetchHandler } from './sdk/fetch.ts';
