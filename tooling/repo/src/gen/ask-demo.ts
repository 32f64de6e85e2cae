/** Asks the demo of a server at a fixed moment, so that the answers are the same on every day. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** One call of a tool. */
export interface DemoCall {
  readonly server: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The moment at which demos are asked for what the documentation shows. */
const moment = Date.UTC(2026, 6, 15, 9);

/** Runs before the server: its clock stands still, since demo data follow the calendar. */
const clock = `const Real = Date;
globalThis.Date = class extends Real {
  constructor(...parts) { if (parts.length === 0) super(${moment}); else super(...parts); }
  static now() { return ${moment}; }
};`;

/** How often a call that ran out of time is made again. */
const mostAttempts = 20;

const answer = z.object({
  id: z.number(),
  result: z.object({
    isError: z.boolean().default(false),
    content: z.array(z.object({ text: z.string().default('') })),
  }),
});

/** The text that a server's demo answers to a call. @throws Error when it fails. */
export async function askDemo(root: string, { server, tool, input }: DemoCall): Promise<string> {
  const program = join(root, 'servers', server, 'src/bin.ts');
  const preload = `data:text/javascript,${encodeURIComponent(clock)}`;
  const child = spawn(process.execPath, ['--import', preload, program, '--demo'], {
    env: { ...process.env, TZ: 'UTC', PATCHBAY_LOG_LEVEL: 'silent' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  child.stdin.write(
    messages(tool, input)
      .map((message) => `${JSON.stringify(message)}\n`)
      .join(''),
  );
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const parsed = answer.safeParse(JSON.parse(line));
      if (!parsed.success || parsed.data.id < 2) continue;
      const { isError, content } = parsed.data.result;
      const said = content.map(({ text }) => text).join('\n');
      // a machine that is busy makes its demo data longer than a call may take; asked again, they are there
      if (isError && said.startsWith('timeout:') && parsed.data.id < mostAttempts + 2) {
        child.stdin.write(`${JSON.stringify(callOf(parsed.data.id + 1, tool, input))}\n`);
        continue;
      }
      if (isError) throw new Error(`the demo of ${server} refuses what the documentation asks: ${said}`);
      return said;
    }
    throw new Error(`the demo of ${server} gave no answer to ${tool}`);
  } finally {
    child.stdin.end();
    await ended;
  }
}

function messages(name: string, input: DemoCall['input']) {
  const client = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'documentation', version: '1' },
  };
  return [
    { jsonrpc: '2.0', id: 1, method: 'initialize', params: client },
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    callOf(2, name, input),
  ];
}

function callOf(id: number, name: string, input: DemoCall['input']) {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: input } };
}
