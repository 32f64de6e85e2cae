import { isBag } from '@patchbay/schemas';
import type { Result } from '../wire.ts';

/** The key under which results of invented data say so, in `_meta`. */
const syntheticMetaKey = 'patchbay/synthetic';

/**
 * A result that says that its data is invented: tools in their text and beside their fields unless they say so themselves, resources in a part of
 * their own, prompts in their description; errors tell of no data.
 */
export function syntheticResult(result: Result, notice: string): Result {
  if (result['isError'] === true) return result;
  const told = toldIn(result, notice);
  if (told === undefined) return result;
  const meta = isBag(result['_meta']) ? result['_meta'] : {};
  return { ...told, _meta: { ...meta, [syntheticMetaKey]: notice } };
}

function toldIn(result: Result, notice: string): Result | undefined {
  const { content, contents, messages } = result;
  if (Array.isArray(content)) {
    const blocks: readonly unknown[] = content;
    const says = blocks.some((block) => JSON.stringify(block).includes(notice));
    if (says) return result;
    const { structuredContent: structured } = result;
    return {
      ...result,
      content: [...blocks, { type: 'text', text: notice }],
      // advertised objects are open
      ...(isBag(structured) && { structuredContent: { ...structured, synthetic: notice } }),
    };
  }
  if (Array.isArray(contents)) {
    const parts: readonly unknown[] = contents;
    const [first] = parts;
    const uri = isBag(first) ? first['uri'] : undefined;
    return { ...result, contents: [...parts, { uri, mimeType: 'text/plain', text: notice }] };
  }
  if (!Array.isArray(messages)) return undefined;
  return { ...result, description: [result['description'], notice].filter(Boolean).join(' ') };
}
