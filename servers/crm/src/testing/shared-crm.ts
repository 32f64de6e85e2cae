import { afterAll } from 'vitest';
import { type ConnectCrmOptions, type CrmClient, connectCrm } from './connect-crm.ts';

/** One client for all tests of a suite that only read, opened by the first of them: filling a store takes longest. */
export function sharedCrm(options: ConnectCrmOptions = {}): () => Promise<CrmClient> {
  let opened: Promise<CrmClient> | undefined;
  afterAll(async () => {
    await (await opened)?.[Symbol.asyncDispose]();
  });
  return () => {
    opened ??= connectCrm(options);
    return opened;
  };
}
