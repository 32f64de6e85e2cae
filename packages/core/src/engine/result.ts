import type { z } from 'zod';
import type { AnyTool } from '../define/tool.ts';
import { internal, type ToolError } from '../errors.ts';
import type { ContentBlock, ToolResult } from '../wire.ts';

/** The key under which an error's machine-readable form travels in `_meta`. */
export const errorMetaKey = 'patchbay/error';
/** The key under which a cut result says what is missing, in `_meta`. */
export const truncatedMetaKey = 'patchbay/truncated';

/** A tool's error as MCP carries it: text for the model, a machine-readable form beside it. */
export function errorResult(error: ToolError, correlationId: string): ToolResult {
  const retryAfter =
    error.retryAfterMs === undefined ? {} : { retry_after_ms: Math.ceil(error.retryAfterMs) };
  const correlation = error.code === 'internal' ? { correlation_id: correlationId } : {};
  return {
    content: [{ type: 'text', text: `${error.code}: ${error.message}\n${error.hint}` }],
    isError: true,
    _meta: {
      [errorMetaKey]: {
        code: error.code,
        retryable: error.retryable,
        ...retryAfter,
        hint: error.hint,
        ...(error.details && { details: error.details }),
        ...correlation,
      },
    },
  };
}

/** Keeps of a handler's answer what the output schema names; anything that does not fit is a defect of ours. */
export function project(tool: AnyTool<unknown>, answer: unknown): z.output<z.ZodObject> {
  const parsed = tool.output.safeParse(answer);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw internal('The result did not have the promised form.', {
    hint: 'Report the correlation id to the operator.',
    cause: new Error(`Output of ${tool.name} violates its schema at ${paths}`),
  });
}

/** A projected output as a tool result: the text is its full twin. */
export function toolResult(tool: AnyTool<unknown>, output: z.output<z.ZodObject>): ToolResult {
  const rendered = tool.render?.(output) ?? JSON.stringify(output);
  const content: readonly ContentBlock[] =
    typeof rendered === 'string' ? [{ type: 'text', text: rendered }] : rendered;
  return { content, structuredContent: output };
}
