import { bagOf, member } from '../json.ts';
import { type ServerProcess, startServer } from '../server-process.ts';

const bin = `${import.meta.dirname}/../../../../servers/crm/dist/bin.js`;
const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** What a tool answered, or that nothing came back. */
export type Answer =
  | { readonly kind: 'result'; readonly structured: Readonly<Record<string, unknown>> }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'lost' };

/** One CRM server in a process of its own. */
export interface CrmProcess extends Pick<ServerProcess, 'kill'> {
  call(tool: string, args: Readonly<Record<string, unknown>>): Promise<Answer>;
}

/** Starts the bundled CRM server on a free port, and waits until it is ready. */
export async function startCrm(environment: Readonly<Record<string, string>>): Promise<CrmProcess> {
  const { origin, kill } = await startServer({
    args: [bin, 'http', '--port'],
    shown: true,
    environment: {
      PATCHBAY_LOG_LEVEL: 'error',
      PATCHBAY_RATE_LIMIT: '0',
      PATCHBAY_CONCURRENCY: '1000',
      ...environment,
    },
  });
  return { call: (tool, args) => call(`${origin}/mcp`, tool, args), kill };
}

async function call(url: string, tool: string, args: Readonly<Record<string, unknown>>): Promise<Answer> {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: tool, arguments: args },
  });
  try {
    const response = await fetch(url, { method: 'POST', headers, body });
    const line = (await response.text()).split('\n').find((text) => text.startsWith('data: ')) ?? '';
    const reply: unknown = JSON.parse(line.slice('data: '.length));
    return answerOf(member(reply, 'result'));
  } catch {
    return { kind: 'lost' };
  }
}

function answerOf(result: unknown): Answer {
  const structured = member(result, 'structuredContent');
  if (typeof structured === 'object' && structured !== null)
    return { kind: 'result', structured: bagOf(structured) };
  return { kind: 'error', text: JSON.stringify(member(result, 'content')) };
}
