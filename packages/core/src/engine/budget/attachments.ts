import type { Call } from '../../call.ts';
import type { AnyTool } from '../../define/tool.ts';
import { ToolError, tooLarge } from '../../errors.ts';
import type { ContentBlock, ToolResult } from '../../wire.ts';
import { nameOf } from '../attachments.ts';
import { outputBehind, truncatedMetaKey } from '../result.ts';
import { resultsOf } from '../results/repository.ts';
import { costOf, fits } from './cost.ts';
import { cutResult } from './cut.ts';

/**
 * A result over the budget of `tokens`: its text and structure are cut first, then attachments give way, the last first.
 *
 * Where the server keeps results, a link stands in for an attachment that does; a line of text tells of it in any case.
 *
 * @throws ToolError `too_large` when it cannot be made to fit.
 */
export async function withinBudget(
  tool: AnyTool<unknown>,
  call: Call,
  result: ToolResult,
  tokens: number,
): Promise<ToolResult> {
  const texts = result.content.filter(({ type }) => type === 'text');
  const shown: Shown[] = result.content
    .filter(({ type }) => type !== 'text')
    .map((block) => ({ block, cost: costOf([block], tokens) }));
  for (const each of shown) if (each.cost > tokens) each.instead = await standIn(call, each.block);
  for (;;) {
    const room = tokens - shown.reduce((sum, { cost, instead }) => sum + (instead?.cost ?? cost), 0);
    const fitting = fits(texts, room)
      ? { ...result, content: texts }
      : cutResult(tool, outputBehind(result), call.input, room);
    if (fitting !== undefined) return joined(fitting, shown);
    const last = shown.findLast(({ cost, instead }) => instead === undefined && cost > smallest);
    if (last === undefined) throw overBudget(tool, tokens);
    last.instead = await standIn(call, last.block);
  }
}

/** What is smaller than this is not worth leaving out: telling of it costs as much. */
const smallest = 100;

interface Shown {
  readonly block: ContentBlock;
  readonly cost: number;
  instead?: StandIn;
}

interface StandIn {
  readonly line: string;
  readonly link: readonly ContentBlock[];
  readonly cost: number;
}

function joined(result: ToolResult, shown: readonly Shown[]): ToolResult {
  const omitted = shown.flatMap(({ instead }) => instead ?? []);
  if (omitted.length === 0)
    return { ...result, content: [...result.content, ...shown.map(({ block }) => block)] };
  const told: ContentBlock = { type: 'text', text: omitted.map(({ line }) => line).join('\n') };
  const meta = Object(result._meta?.[truncatedMetaKey]);
  const attachments = { shown: shown.length - omitted.length, omitted: omitted.length };
  return {
    ...result,
    content: [...result.content, told, ...shown.flatMap(({ block, instead }) => instead?.link ?? [block])],
    _meta: { ...result._meta, [truncatedMetaKey]: { ...meta, attachments } },
  };
}

async function standIn(call: Call, block: ContentBlock): Promise<StandIn> {
  const { name, mimeType, content } = payloadOf(block);
  const kind = `${name} (${mimeType}, ${Buffer.byteLength(content)} bytes)`;
  const kept = call.results === undefined ? undefined : await keep(call, { name, mimeType, content });
  if (kept === undefined) return priced(`${kind} is left out to stay within the result budget.`, []);
  const { uri, expires_at } = kept;
  const link = { type: 'resource_link', uri, name, mimeType } as const;
  return priced(`${kind} is too large to show here: read ${uri}, which is kept until ${expires_at}.`, [link]);
}

function priced(line: string, link: readonly ContentBlock[]): StandIn {
  return { line, link, cost: costOf([{ type: 'text', text: line }, ...link], Number.POSITIVE_INFINITY) };
}

async function keep(call: Call, request: ReturnType<typeof payloadOf>) {
  try {
    return await resultsOf(call).keep(request);
  } catch (error) {
    if (error instanceof ToolError && error.code === 'too_large') return undefined;
    throw error;
  }
}

function payloadOf(block: ContentBlock): { name: string; mimeType: string; content: string | Uint8Array } {
  switch (block.type) {
    case 'image':
    case 'audio':
      return {
        name: nameOf(block) ?? `the ${block.type}`,
        mimeType: block.mimeType,
        content: Buffer.from(block.data, 'base64'),
      };
    case 'resource': {
      const { resource } = block;
      const content = 'blob' in resource ? Buffer.from(resource.blob, 'base64') : resource.text;
      const usual = 'blob' in resource ? 'application/octet-stream' : 'text/plain';
      return { name: resource.uri, mimeType: resource.mimeType ?? usual, content };
    }
    default:
      return { name: 'the attachment', mimeType: 'application/json', content: JSON.stringify(block) };
  }
}

function overBudget(tool: AnyTool<unknown>, tokens: number) {
  return tooLarge(`The result of ${tool.name} is larger than ${tokens} tokens and cannot be cut.`, {
    hint: 'Narrow the request: a shorter period, fewer fields or a smaller limit.',
  });
}
