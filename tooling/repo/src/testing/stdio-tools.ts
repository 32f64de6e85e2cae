import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const answer = z.object({
  id: z.literal(2),
  result: z.object({ tools: z.array(z.object({ name: z.string() })) }),
});

/** Starts a server on standard input and output, and returns the names it lists; the server ends with its input. */
export async function listOverStdio(program: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const clientInfo = { name: 'test', version: '1.0.0' };
  const messages = [
    { id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo } },
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/list' },
  ];
  for (const message of messages) child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  for await (const line of createInterface({ input: child.stdout })) {
    const parsed = answer.safeParse(JSON.parse(line));
    if (!parsed.success) continue;
    child.stdin.end();
    return parsed.data.result.tools.map(({ name }) => name);
  }
  throw new Error(`${program} ended without listing its tools.`);
}
