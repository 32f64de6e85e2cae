import type { Result } from '@patchbay/core';

const note = {
  type: 'text',
  text: 'idempotent_replay: true (answer of the first call; nothing was done again)',
} as const;

/** A stored answer as a repeated call gets it: marked in the structured content and in the text. */
export function replayed(stored: string): Result {
  const result: Record<string, unknown> = JSON.parse(stored);
  const content: unknown[] = Array.isArray(result['content']) ? result['content'] : [];
  const structured = result['structuredContent'];
  return {
    ...result,
    content: [...content, note],
    ...(typeof structured === 'object' &&
      structured !== null && { structuredContent: { ...structured, idempotent_replay: true } }),
  };
}
