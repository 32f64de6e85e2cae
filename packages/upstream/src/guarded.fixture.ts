import type { RequestListener } from 'node:http';
import type { ToolError } from '@patchbay/core';
import { onTestFinished } from 'vitest';
import type { UpstreamEvent } from './events.ts';
import { GuardRefusal } from './guard/refusal.ts';
import { createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.ts';
import { startServer } from './local-server.fixture.ts';

/** A resolver that gives the answers of its list in turn, the last one for ever, and counts. */
export function answering(...answers: readonly (readonly string[] | Error)[]) {
  const asked: string[] = [];
  const resolve = async (name: string): Promise<readonly string[]> => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(name);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, resolve };
}

export function noSuchHost(): Error {
  return Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
}

/** A reader that would fail the test by asking the system's resolver. */
export function reader(options: Partial<GuardedFetchOptions> & Pick<GuardedFetchOptions, 'guard'>) {
  const events: UpstreamEvent[] = [];
  const web = createGuardedFetch({
    name: 'web',
    resolve: answering(new Error('nobody should have asked')).resolve,
    retry: { baseMs: 2 },
    onEvent: (event) => events.push(event),
    ...options,
  });
  onTestFinished(() => web.close());
  return { web, events };
}

/** A server that is let through by its address, as `page.example.org` too when the resolver says so. */
export async function site(listener: RequestListener, extra: readonly string[] = []) {
  const server = await startServer(listener);
  const own = `127.0.0.1:${server.port}`;
  const guard = {
    allow: ['public', own, `page.example.org:${server.port}`, ...extra],
    networks: ['127.0.0.1'],
  };
  return { ...server, own, guard, named: `http://page.example.org:${server.port}` };
}

export const hello: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>hello');
};

/** What a caller is told, all of it. */
export function toldOf({ code, message, hint }: ToolError): readonly string[] {
  return [code, message, hint];
}

export function refusalOf(error: ToolError): GuardRefusal {
  if (error.cause instanceof GuardRefusal) return error.cause;
  throw new Error('the log would not learn why', { cause: error });
}
