import { after } from '../awaitable.ts';
import type { MiddlewareFor } from '../call.ts';
import { withinBudget } from '../engine/budget/attachments.ts';
import { fits } from '../engine/budget/cost.ts';
import { boundedReading } from '../engine/budget/reading.ts';
import type { ContentBlock, Result, ToolResult } from '../wire.ts';

/**
 * Bounds what a result costs a model to `tokens`, and tells where the rest is.
 *
 * Results of tools are cut at whole items, readings of resources give their first page.
 */
export function responseBudget(tokens: number): MiddlewareFor {
  return ({ kind, ...target }) => {
    if (kind === 'list' || kind === 'completion') return undefined;
    return (call, next) => {
      call.budget = tokens;
      return after(next(call), (result) => {
        if ('resource' in target) return boundedReading(target.resource, call, result, tokens);
        if (!('tool' in target) || !hasContent(result) || fits(result.content, tokens)) return result;
        return withinBudget(target.tool, call, result, tokens);
      });
    };
  };
}

/** What has no content, such as a question to the client, always fits. */
function hasContent(
  result: Result,
): result is Result & { readonly content: readonly ContentBlock[] } & ToolResult {
  return Array.isArray(result['content']);
}
