import { type Awaitable, after, promised } from '../awaitable.ts';
import type { Call } from '../call.ts';
import type { Completion } from '../define/completion.ts';
import type { CallContext } from '../define/context.ts';
import { requirePorts } from '../define/needs.ts';
import type { AnyPrompt } from '../define/prompt.ts';
import type { ResourceDefinition } from '../define/resource.ts';
import type { AnyTool } from '../define/tool.ts';
import { notFound } from '../errors.ts';
import { type InputRequired, isInputRequired, type PromptMessage, type Result } from '../wire.ts';
import { bagParam, isBag, textParam, textsOf } from './arguments.ts';
import { project, toolResult } from './result.ts';
import { written } from './written.ts';

const maxCompletions = 100;

/** Runs a tool's handler on validated arguments and projects its answer. */
export function runTool(
  tool: AnyTool<unknown>,
  call: Call,
  context: CallContext<unknown>,
): Awaitable<Result> {
  requirePorts(tool, context.deps);
  const input = isBag(call.input) ? call.input : {};
  return after(promised<unknown>(tool.handler(input, context)), (answer) =>
    isInputRequired(answer) ? question(tool, answer) : toolResult(tool, project(tool, written(call, answer))),
  );
}

function question(
  definition: { readonly name: string; readonly interactive?: boolean },
  answer: InputRequired,
): Result {
  if (definition.interactive === true) return answer;
  throw new Error(`${definition.name} asked for input without being declared interactive`);
}

/** Reads a resource; texts stay text, bytes become base64, everything else JSON. */
export async function readResource(
  resource: ResourceDefinition<unknown>,
  call: Call,
  context: CallContext<unknown>,
): Promise<Result> {
  requirePorts(resource, context.deps);
  const uri = textParam(call.request.params, 'uri');
  const value = await resource.read(textsOf(isBag(call.input) ? call.input : {}), context);
  const { mimeType } = resource;
  const contents =
    value instanceof Uint8Array
      ? {
          uri,
          mimeType,
          blob: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
        }
      : { uri, mimeType, text: typeof value === 'string' ? value : JSON.stringify(value) };
  return { contents: [contents] };
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
  prompt(name: string): Readonly<Record<string, Completion<unknown>>> | undefined;
  resource(uriTemplate: string): Readonly<Record<string, Completion<unknown>>> | undefined;
}

/** Suggests values for one argument of a prompt or one variable of a template. */
export async function complete(
  completable: Completable,
  call: Call,
  context: CallContext<unknown>,
): Promise<Result> {
  const { params } = call.request;
  const argument = bagParam(params, 'argument');
  const completions = completionsOf(completable, bagParam(params, 'ref'));
  const name = textParam(argument, 'name');
  const completion = Object.hasOwn(completions, name) ? completions[name] : undefined;
  const others = textsOf(bagParam(bagParam(params, 'context'), 'arguments'));
  const values =
    completion === undefined
      ? []
      : await completion.values(textParam(argument, 'value'), {
          deps: context.deps,
          caller: context.caller,
          signal: context.signal,
          arguments: others,
        });
  return {
    completion: {
      values: values.slice(0, maxCompletions),
      total: values.length,
      hasMore: values.length > maxCompletions,
    },
  };
}

function completionsOf(completable: Completable, ref: Readonly<Record<string, unknown>>) {
  const found =
    ref['type'] === 'ref/prompt'
      ? completable.prompt(textParam(ref, 'name'))
      : completable.resource(textParam(ref, 'uri'));
  if (found !== undefined) return found;
  throw notFound('Nothing of that name can be completed.', {
    hint: 'List prompts and resource templates for valid references.',
  });
}
