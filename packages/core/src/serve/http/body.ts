import type { IncomingMessage } from 'node:http';

/** Why a body could not be had. */
export type BodyProblem = 'too_large' | 'aborted';

/** Reads a request's body whole, up to a limit; nothing is kept of one that is larger. */
export function readBody(req: IncomingMessage, maxBytes: number): Promise<Buffer | BodyProblem> {
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve('too_large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        chunks.length = 0;
        resolve('too_large');
        return;
      }
      chunks.push(chunk);
    });
    req.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    req.on('error', () => resolve('aborted'));
    req.on('close', () => resolve('aborted'));
  });
}
