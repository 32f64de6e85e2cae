import type { z } from 'zod';
import type { MiddlewareFor } from '../call.ts';
import type { AnyTool } from '../define/tool.ts';
import { toolResult, truncatedMetaKey } from '../engine/result.ts';
import { estimateTokens } from '../engine/tokens.ts';
import { tooLarge } from '../errors.ts';
import { type ContentBlock, isInputRequired, type ToolResult } from '../wire.ts';

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
    return async (call, next) => {
      const result = await next(call);
      if (isInputRequired(result) || fits(result, tokens)) return result;
      return shorten(tool, result['structuredContent'], call.input, tokens);
    };
  };
}

function fits(result: { readonly [key: string]: unknown }, tokens: number): boolean {
  const content = result['content'];
  if (!Array.isArray(content)) return true;
  const text = content.map((block: ContentBlock) => (block.type === 'text' ? block.text : '')).join('\n');
  // a token is never shorter than a byte, so short texts need no counting
  return text.length * 3 <= tokens || estimateTokens(text, tokens) <= tokens;
}

function shorten(tool: AnyTool<unknown>, output: unknown, input: unknown, tokens: number): ToolResult {
  const list = longestList(output);
  if (list === undefined) throw overBudget(tool, tokens);
  let best: ToolResult | undefined;
  let low = 1;
  let high = list.length - 1;
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
  readonly length: number;
}

function longestList(output: unknown): List | undefined {
  if (typeof output !== 'object' || output === null) return undefined;
  const record: Output = { ...output };
  const lists = Object.entries(record).flatMap(([field, items]) =>
    Array.isArray(items) && items.length > 1
      ? [{ output: record, field, items, length: items.length, size: JSON.stringify(items).length }]
      : [],
  );
  return lists.toSorted((a, b) => b.size - a.size)[0];
}

function cutTo(tool: AnyTool<unknown>, list: List, keep: number, input: unknown): ToolResult {
  const args: Output = typeof input === 'object' && input !== null ? { ...input } : {};
  const shorter =
    tool.cut === undefined
      ? { ...list.output, [list.field]: list.items.slice(0, keep) }
      : tool.output.parse(tool.cut(list.output, keep, args));
  const result = toolResult(tool, shorter);
  const omitted = list.length - keep;
  const cursor: unknown = Reflect.get(shorter, 'next_cursor');
  const rest =
    typeof cursor === 'string'
      ? `call again with cursor "${cursor}" for the rest`
      : 'narrow the request to see the rest';
  const note: ContentBlock = {
    type: 'text',
    text: `${keep} of ${list.length} ${list.field} shown, ${omitted} left out to stay within the result budget: ${rest}.`,
  };
  return {
    ...result,
    content: [...result.content, note],
    _meta: { [truncatedMetaKey]: { field: list.field, shown: keep, omitted } },
  };
}

function overBudget(tool: AnyTool<unknown>, tokens: number) {
  return tooLarge(`The result of ${tool.name} is larger than ${tokens} tokens and cannot be cut.`, {
    hint: 'Narrow the request: a shorter period, fewer fields or a smaller limit.',
  });
}
