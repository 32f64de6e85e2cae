import { type Answer, discard, type Transport, type WireRequest } from '../transport.ts';
import type { Guard } from './guard.ts';
import { GuardRefusal } from './refusal.ts';

const redirecting: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What another origin may see of a request; everything else could be a credential. */
const harmless: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'accept-language', 'user-agent']);

/**
 * Sends a GET and follows where it leads: every stop is checked as the first address was, https never becomes http, and
 * another origin gets no header that could be a credential.
 *
 * Throws `GuardRefusal`; resolves with an answer of any other status.
 */
export async function sendFollowing(
  { transport, guard, maxRedirects }: { transport: Transport; guard: Guard; maxRedirects: number },
  first: WireRequest,
  signal: AbortSignal,
): Promise<Answer> {
  let request = first;
  for (let hop = 0; ; hop += 1) {
    const answer = await transport.send(request, signal).catch((error: unknown) => {
      throw hop === 0 ? error : asRedirect(error);
    });
    const location = redirecting.has(answer.status) ? answer.header('location') : undefined;
    if (location === undefined) return answer;
    discard(answer);
    if (hop >= maxRedirects) throw new GuardRefusal('too_many_redirects', `${hop + 1}`, request.origin);
    request = nextRequest(guard, request, location);
  }
}

/** The request that a redirect asks for; `location` may be relative. Throws `GuardRefusal`. */
export function nextRequest(guard: Guard, request: WireRequest, location: string): WireRequest {
  const url = checkStop(guard, request, location);
  const isSame = url.origin === request.origin;
  const kept = Object.entries(request.headers).filter(([name]) => isSame || harmless.has(name));
  return {
    ...request,
    origin: url.origin,
    path: url.pathname + url.search,
    headers: Object.fromEntries(kept),
  };
}

function checkStop(guard: Guard, request: WireRequest, location: string): URL {
  const target = URL.parse(location, request.origin + request.path);
  if (!target) throw new GuardRefusal('redirect', 'malformed', request.origin);
  if (request.origin.startsWith('https:') && target.protocol === 'http:') {
    throw new GuardRefusal('redirect', 'https to http', target.hostname);
  }
  try {
    return guard.checkUrl(target);
  } catch (error) {
    throw asRedirect(error);
  }
}

/** A caller learns that an address leads on, not what is wrong with where it leads. */
function asRedirect(error: unknown): unknown {
  return error instanceof GuardRefusal ? new GuardRefusal('redirect', error.message, '', error) : error;
}
