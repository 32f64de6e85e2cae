import { isBag, stripInvisible } from '@patchbay/schemas';
import { type Awaitable, after, promised } from '../awaitable.ts';
import type { Call, Selection } from '../call.ts';
import { isAttached } from '../define/answer.ts';
import { type Completion, mostCompletions } from '../define/completion.ts';
import type { CallContext } from '../define/context.ts';
import { requirePorts } from '../define/needs.ts';
import type { AnyPrompt } from '../define/prompt.ts';
import type { ServedResource, TypedContent } from '../define/resource.ts';
import type { AnyTool } from '../define/tool.ts';
import { notFound } from '../errors.ts';
import {
  type InputRequired,
  isInputRequired,
  type PromptMessage,
  type ResourceContents,
  type Result,
} from '../wire.ts';
import { bagParam, textParam, textsOf } from './arguments.ts';
import { attachedBlock, base64 } from './attachments.ts';
import { project, toolResult } from './result.ts';
import { wayOn } from './results/resources.ts';
import { written } from './written.ts';
import { guardedReading } from './written-by-others.ts';

/** Runs a tool's handler on validated arguments and projects its answer. */
export function runTool(
  tool: AnyTool<unknown>,
  call: Call,
  context: CallContext<unknown>,
): Awaitable<Result> {
  requirePorts(tool, context.deps);
  const input = isBag(call.input) ? call.input : {};
  return after(promised<unknown>(tool.handler(input, context)), (answer) => {
    if (isInputRequired(answer)) return question(tool, answer);
    const { output, attachments } = isAttached(answer) ? answer : { output: answer, attachments: [] };
    return toolResult(tool, project(tool, written(call, output)), attachments.map(attachedBlock));
  });
}

function question(
  definition: { readonly name: string; readonly interactive?: boolean },
  answer: InputRequired,
): Result {
  if (definition.interactive === true) return answer;
  throw new Error(`${definition.name} asked for input without being declared interactive`);
}

/** Reads a resource; texts stay text, bytes become base64, everything else JSON, in which fields of prose are fenced. */
export async function readResource(
  resource: ServedResource<unknown>,
  call: Call,
  context: CallContext<unknown>,
  prose: ReadonlySet<string>,
): Promise<Result> {
  requirePorts(resource, context.deps);
  const uri = textParam(call.request.params, 'uri');
  const value = await resource.read(textsOf(isBag(call.input) ? call.input : {}), context);
  const { content, mimeType = resource.mimeType, next } = isTyped(value) ? value : { content: value };
  const isData = typeof content === 'object' && !(content instanceof Uint8Array);
  const contents = contentsOf(uri, isData ? Object(guardedReading(content, prose)) : content, mimeType);
  return next === undefined ? { contents: [contents] } : { contents: [contents, wayOn(next)] };
}

const typedKeys: ReadonlySet<string> = new Set(['mimeType', 'content', 'next']);

function isTyped(value: unknown): value is TypedContent {
  if (!isBag(value) || typeof value['mimeType'] !== 'string') return false;
  return 'content' in value && Object.keys(value).every((key) => typedKeys.has(key));
}

function contentsOf(uri: string, content: string | Uint8Array | object, mimeType?: string): ResourceContents {
  if (typeof content === 'string') return { uri, mimeType: mimeType ?? 'text/plain', text: content };
  return content instanceof Uint8Array
    ? { uri, mimeType: mimeType ?? 'application/octet-stream', blob: base64(content) }
    : { uri, mimeType: mimeType ?? 'application/json', text: JSON.stringify(content) };
}

/** Builds a prompt's messages from validated arguments. */
export async function getPrompt(
  prompt: AnyPrompt<unknown>,
  call: Call,
  context: CallContext<unknown>,
): Promise<Result> {
  const answer = await prompt.messages(isBag(call.input) ? call.input : {}, context);
  if (isInputRequired(answer)) return question(prompt, answer);
  const messages: readonly PromptMessage[] =
    typeof answer === 'string' ? [{ role: 'user', content: { type: 'text', text: answer } }] : answer;
  return { description: prompt.description, messages };
}

/** What `completion/complete` may refer to. */
export interface Completable {
  prompt(name: string, selection: Selection): Readonly<Record<string, Completion<unknown>>> | undefined;
  resource(
    uriTemplate: string,
    selection: Selection,
  ): Readonly<Record<string, Completion<unknown>>> | undefined;
}

/** Suggests values for one argument of a prompt or one variable of a template. */
export async function complete(
  completable: Completable,
  call: Call,
  context: CallContext<unknown>,
): Promise<Result> {
  const { params } = call.request;
  const argument = bagParam(params, 'argument');
  const completions = completionsOf(completable, bagParam(params, 'ref'), call.selection);
  const name = textParam(argument, 'name');
  const completion = Object.hasOwn(completions, name) ? completions[name] : undefined;
  const others = textsOf(bagParam(bagParam(params, 'context'), 'arguments'));
  const found =
    completion === undefined
      ? []
      : await completion.values(textParam(argument, 'value'), {
          deps: context.deps,
          caller: context.caller,
          signal: context.signal,
          arguments: others,
        });
  const { values, total } = 'total' in found ? found : { values: found, total: found.length };
  const kept = values.slice(0, mostCompletions).map((value) => stripInvisible(value).text);
  return { completion: { values: kept, total, hasMore: total > kept.length } };
}

function completionsOf(
  completable: Completable,
  ref: Readonly<Record<string, unknown>>,
  selection: Selection,
) {
  const found =
    ref['type'] === 'ref/prompt'
      ? completable.prompt(textParam(ref, 'name'), selection)
      : completable.resource(textParam(ref, 'uri'), selection);
  if (found !== undefined) return found;
  throw notFound('Nothing of that name can be completed.', {
    hint: 'List prompts and resource templates for valid references.',
  });
}
