import type { z } from 'zod';
import { after } from '../awaitable.ts';
import type { MiddlewareFor } from '../call.ts';
import type { AnyTool } from '../define/tool.ts';
import { writeFields } from '../define/writes.ts';
import { project, toolResult, truncatedMetaKey } from '../engine/result.ts';
import { estimateTokens } from '../engine/tokens.ts';
import { tooLarge } from '../errors.ts';
import type { ContentBlock, Result, ToolResult } from '../wire.ts';

type Output = z.output<z.ZodObject>;

/**
 * Cuts a result that would cost the model more than `tokens`, at whole items.
 *
 * The tool's own `cut` says where the rest is; without one the longest list is shortened. The text ends by
 * saying how many items are missing.
 */
export function responseBudget(tokens: number): MiddlewareFor {
  return (target) => {
    if (target.kind !== 'tool') return undefined;
    const { tool } = target;
    return (call, next) =>
      after(next(call), (result) =>
        fits(result, tokens) ? result : shorten(tool, result['structuredContent'], call.input, tokens),
      );
  };
}

/** What has no content, such as a question to the client, always fits. */
function fits(result: Result, tokens: number): boolean {
  const content = result['content'];
  if (!Array.isArray(content)) return true;
  const text = content.map(textOf).join('\n');
  // a token is never shorter than a byte, so short texts need no counting
  return Buffer.byteLength(text) <= tokens || estimateTokens(text, tokens) <= tokens;
}

function textOf(block: ContentBlock): string {
  if (block.type === 'text') return block.text;
  return block.type === 'resource' && 'text' in block.resource ? block.resource.text : '';
}

function shorten(tool: AnyTool<unknown>, output: unknown, input: unknown, tokens: number): ToolResult {
  const list = longestList(output);
  if (list === undefined) throw overBudget(tool, tokens);
  let best: ToolResult | undefined;
  let low = 1;
  let high = list.items.length - 1;
  while (low <= high) {
    const keep = Math.floor((low + high) / 2);
    const candidate = cutTo(tool, list, keep, input);
    if (fits(candidate, tokens)) {
      best = candidate;
      low = keep + 1;
    } else {
      high = keep - 1;
    }
  }
  if (best === undefined) throw overBudget(tool, tokens);
  return best;
}

interface List {
  readonly output: Output;
  readonly field: string;
  readonly items: readonly unknown[];
}

function longestList(output: unknown): List | undefined {
  if (typeof output !== 'object' || output === null) return undefined;
  const record: Output = { ...output };
  const lists = Object.entries(record).flatMap(([field, items]) =>
    Array.isArray(items) && items.length > 1
      ? [{ output: record, field, items, size: JSON.stringify(items).length }]
      : [],
  );
  return lists.toSorted((a, b) => b.size - a.size)[0];
}

function cutTo(tool: AnyTool<unknown>, list: List, keep: number, input: unknown): ToolResult {
  const { output, field, items } = list;
  const args: Output = typeof input === 'object' && input !== null ? { ...input } : {};
  const shorter =
    tool.cut === undefined
      ? firstItems(tool, list, keep)
      : project(tool, { ...writeFields(output), ...tool.cut(output, keep, args) });
  const result = toolResult(tool, shorter);
  const left = shorter[field];
  const shown = Array.isArray(left) ? left.length : keep;
  const omitted = items.length - shown;
  const note: ContentBlock = {
    type: 'text',
    text: `${shown} of ${items.length} ${field} shown, ${omitted} left out to stay within the result budget: ${wayToTheRest(tool, shorter, shown)}.`,
  };
  return {
    ...result,
    content: [...result.content, note],
    _meta: { [truncatedMetaKey]: { field, shown, omitted } },
  };
}

/** A page's own cursor leads past the items that are left out, so it goes with them. */
function firstItems(tool: AnyTool<unknown>, { output, field, items }: List, keep: number): Output {
  const { next_cursor: cursor, ...rest } = { ...output, [field]: items.slice(0, keep) };
  const more = typeof output['has_more'] === 'boolean' && field === 'items' ? { has_more: true } : {};
  const optional = tool.output.shape['next_cursor']?.safeParse(undefined).success === true;
  const keepsCursor = cursor !== undefined && (field !== 'items' || !optional);
  return { ...rest, ...(keepsCursor && { next_cursor: cursor }), ...more };
}

function wayToTheRest(tool: AnyTool<unknown>, shorter: Output, shown: number): string {
  const cursor = shorter['next_cursor'];
  if (tool.cut !== undefined && typeof cursor === 'string')
    return `call again with cursor "${cursor}" for the rest`;
  return 'limit' in tool.input.shape
    ? `call again with limit ${shown} or less to page through all of them`
    : 'narrow the request to see the rest';
}

function overBudget(tool: AnyTool<unknown>, tokens: number) {
  return tooLarge(`The result of ${tool.name} is larger than ${tokens} tokens and cannot be cut.`, {
    hint: 'Narrow the request: a shorter period, fewer fields or a smaller limit.',
  });
}
