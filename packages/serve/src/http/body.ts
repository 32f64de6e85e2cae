/** Reads request bodies whole, bounded in size, in how slowly they may come and in how deep they nest; plain ones only. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type TextProblem, textIn } from './body-text.ts';

/** Why a body could not be had. */
export type BodyProblem = 'too_large' | 'too_slow' | 'aborted' | 'compressed' | TextProblem;

/** How bodies are bounded. */
export interface BodyLimits {
  readonly maxBytes: number;
  /** How long a body may take whatever its pace, in milliseconds; five seconds unless said otherwise. */
  readonly graceMs?: number;
  /** The pace that it must keep after that; a kibibyte a second unless said otherwise. */
  readonly bytesPerSecond?: number;
  /** How often the pace is looked at, in milliseconds. */
  readonly tickMs?: number;
}

/** Reads bodies. */
export interface BodyReader {
  /** The body whole, or why not; nothing is kept of one that is refused. A client that waits is told to send it. */
  read(req: IncomingMessage, res: ServerResponse): Promise<Buffer | BodyProblem>;
  close(): void;
}

interface Arriving {
  readonly since: number;
  size: number;
  refuse(problem: BodyProblem): void;
}

/** One clock looks at all bodies that are under way, since a timer for each request would show in the profile. */
export function createBodyReader(limits: BodyLimits): BodyReader {
  const { maxBytes, graceMs = 5000, bytesPerSecond = 1024, tickMs = 1000 } = limits;
  const arriving = new Set<Arriving>();
  const tick = setInterval(() => {
    const now = performance.now();
    for (const body of arriving) {
      const ms = now - body.since;
      if (ms > graceMs && body.size < (ms / 1000) * bytesPerSecond) body.refuse('too_slow');
    }
  }, tickMs).unref();
  return {
    read(req, res) {
      const problem = announced(req.headers, maxBytes);
      if (problem !== undefined) return Promise.resolve(problem);
      if (req.headers.expect !== undefined) res.writeContinue();
      return collect(req, maxBytes, arriving);
    },
    close: () => clearInterval(tick),
  };
}

/** What the headers say against a body; nothing is ever inflated, so that a small body stays small. */
function announced(headers: IncomingHttpHeaders, maxBytes: number): BodyProblem | undefined {
  if (Number(headers['content-length'] ?? 0) > maxBytes) return 'too_large';
  const coding = headers['content-encoding'];
  return coding === undefined || coding.toLowerCase() === 'identity' ? undefined : 'compressed';
}

function collect(
  req: IncomingMessage,
  maxBytes: number,
  arriving: Set<Arriving>,
): Promise<Buffer | BodyProblem> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const finish = (outcome: Buffer | BodyProblem) => {
      arriving.delete(body);
      chunks.length = 0;
      resolve(outcome);
    };
    const body: Arriving = { since: performance.now(), size: 0, refuse: finish };
    arriving.add(body);
    req.on('data', (chunk: Buffer) => {
      body.size += chunk.length;
      if (body.size > maxBytes) finish('too_large');
      else chunks.push(chunk);
    });
    req.on('end', () => finish(textIn(joined(chunks))));
    req.on('error', () => finish('aborted'));
    req.on('close', () => finish('aborted'));
  });
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
}
