import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const bin = `${import.meta.dirname}/../../../../servers/crm/dist/bin.js`;
const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** What a tool answered, or that nothing came back. */
export type Answer =
  | { readonly kind: 'result'; readonly structured: Readonly<Record<string, unknown>> }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'lost' };

/** One CRM server in a process of its own. */
export interface CrmProcess {
  call(tool: string, args: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Starts the bundled CRM server on a free port, and waits until it is ready. */
export async function startCrm(environment: Readonly<Record<string, string>>): Promise<CrmProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [bin, 'http', '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PATCHBAY_LOG_LEVEL: 'error',
      PATCHBAY_RATE_LIMIT: '0',
      PATCHBAY_CONCURRENCY: '1000',
      ...environment,
    },
  });
  await ready(child, port);
  return {
    call: (tool, args) => call(`http://127.0.0.1:${port}/mcp`, tool, args),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`The CRM server ended with ${child.exitCode}.`);
    const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The CRM server did not become ready.');
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
    return { kind: 'result', structured: { ...structured } };
  return { kind: 'error', text: JSON.stringify(member(result, 'content')) };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
