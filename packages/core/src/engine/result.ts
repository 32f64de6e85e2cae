import { inlineJson, oneLine } from '@patchbay/schemas';
import type { z } from 'zod';
import { isReadOnly } from '../define/access.ts';
import type { AnyTool } from '../define/tool.ts';
import { outputOf } from '../define/writes.ts';
import { internal, type ToolError } from '../errors.ts';
import type { ContentBlock, ToolResult } from '../wire.ts';
import { framed, writeLines } from './written.ts';
import { guarded } from './written-by-others.ts';

/** The key under which an error's machine-readable form travels in `_meta`. */
export const errorMetaKey = 'patchbay/error';
/** The key under which a cut result says what is missing, in `_meta`. */
export const truncatedMetaKey = 'patchbay/truncated';

/** A tool's error as MCP carries it: text for the model, a machine-readable form beside it. */
export function errorResult(error: ToolError, correlationId: string): ToolResult {
  return {
    content: [{ type: 'text', text: `${error.code}: ${oneLine(error.message)}\n${oneLine(error.hint)}` }],
    isError: true,
    _meta: errorMeta(error, correlationId),
  };
}

/** The machine-readable form of an error, under its key. */
export function errorMeta(error: ToolError, correlationId: string): Readonly<Record<string, object>> {
  const { code, retryable, retryAfterMs, hint, details } = error;
  return {
    [errorMetaKey]: {
      code,
      retryable,
      ...(retryAfterMs !== undefined && { retry_after_ms: Math.max(0, Math.ceil(retryAfterMs)) }),
      hint: oneLine(hint),
      ...(details && { details }),
      ...(code === 'internal' && { correlation_id: correlationId }),
    },
  };
}

/** Keeps of a handler's answer what the output schema names; anything that does not fit is a defect of ours. */
export function project(tool: AnyTool<unknown>, answer: unknown): z.output<z.ZodObject> {
  const parsed = outputOf(tool).safeParse(answer);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw internal('The result did not have the promised form.', {
    hint: 'Report the correlation id to the operator.',
    cause: new Error(`Output of ${tool.name} violates its schema at ${paths}`),
  });
}

/**
 * A projected output as a tool result: the text is its full twin, and attachments come after it.
 *
 * What others wrote in it is guarded before `render` sees it, so that no value can pass for more than one.
 */
export function toolResult(
  tool: AnyTool<unknown>,
  output: z.output<z.ZodObject>,
  attachments: readonly ContentBlock[] = [],
): ToolResult {
  const { structured, shown } = guarded(outputOf(tool), output);
  const rendered = tool.render?.(shown) ?? inlineJson(structured);
  const text = isReadOnly(tool.access) ? rendered : framed(rendered, writeLines(shown));
  const content = text === '' ? attachments : [{ type: 'text', text } as const, ...attachments];
  outputs.set(structured, output);
  return { content, structuredContent: structured };
}

const outputs = new WeakMap<object, z.output<z.ZodObject>>();

/** The output from which a result was made, as the handler gave it. */
export function outputBehind({ structuredContent }: ToolResult): unknown {
  return structuredContent && (outputs.get(structuredContent) ?? structuredContent);
}
