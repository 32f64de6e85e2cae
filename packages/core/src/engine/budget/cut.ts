import type { z } from 'zod';
import type { AnyTool } from '../../define/tool.ts';
import { writeFields } from '../../define/writes.ts';
import type { ContentBlock, ToolResult } from '../../wire.ts';
import { project, toolResult, truncatedMetaKey } from '../result.ts';
import { fits } from './cost.ts';
import { firstItems, type List, longestList } from './list.ts';

type Output = z.output<z.ZodObject>;

/**
 * The result of a tool with as many items of its longest list as cost at most `tokens`; undefined when not even one does.
 *
 * The tool's own `cut` says where the rest is; without one the list is shortened. The text ends by saying how many
 * items are missing.
 */
export function cutResult(
  tool: AnyTool<unknown>,
  output: unknown,
  input: unknown,
  tokens: number,
): ToolResult | undefined {
  const list = longestList(output);
  let best: ToolResult | undefined;
  let low = 1;
  let high = (list?.items.length ?? 0) - 1;
  while (list !== undefined && low <= high) {
    const keep = Math.floor((low + high) / 2);
    const candidate = cutTo(tool, list, keep, input);
    if (fits(candidate.content, tokens)) {
      best = candidate;
      low = keep + 1;
    } else {
      high = keep - 1;
    }
  }
  return best;
}

function cutTo(tool: AnyTool<unknown>, list: List, keep: number, input: unknown): ToolResult {
  const { output, field, items } = list;
  const args: Output = typeof input === 'object' && input !== null ? { ...input } : {};
  const shorter =
    tool.cut === undefined
      ? firstItems(list, keep, { keepsCursor: needsCursor(tool, field) })
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

/** Whether the schema would refuse an answer without its cursor. */
function needsCursor(tool: AnyTool<unknown>, field: string): boolean {
  return field !== 'items' || tool.output.shape['next_cursor']?.safeParse(undefined).success !== true;
}

function wayToTheRest(tool: AnyTool<unknown>, shorter: Output, shown: number): string {
  const cursor = shorter['next_cursor'];
  if (tool.cut !== undefined && typeof cursor === 'string')
    return `call again with cursor "${cursor}" for the rest`;
  return 'limit' in tool.input.shape
    ? `call again with limit ${shown} or less to page through all of them`
    : 'narrow the request to see the rest';
}
